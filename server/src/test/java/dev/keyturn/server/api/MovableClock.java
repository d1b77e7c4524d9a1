// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The machine's clock, which can be put forward.
final class MovableClock implements InstantSource {
    private static final InstantSource MACHINE = InstantSource.system();

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return MACHINE.instant().plus(ahead.get());
    }

    void forward(Duration by) {
        ahead.updateAndGet(by::plus);
    }
}
