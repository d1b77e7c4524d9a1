// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The machine's clock, which can be put forward, and stopped.
public final class MovableClock implements InstantSource {
    private static final InstantSource MACHINE = InstantSource.system();

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<InstantSource> beneath = new AtomicReference<>(MACHINE);

    @Override
    public Instant instant() {
        return beneath.get().instant().plus(ahead.get());
    }

    /// From now on only [#forward] lets time pass.
    public void stop() {
        beneath.set(InstantSource.fixed(MACHINE.instant()));
    }

    public void go() {
        beneath.set(MACHINE);
    }

    public void forward(Duration by) {
        ahead.updateAndGet(by::plus);
    }
}
