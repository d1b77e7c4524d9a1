// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.auth.Installation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Whether the installation is open. Once it is, it stays so, and the store is not asked again.
final class OnceOpen implements BooleanSupplier {
    private final Installation installation;
    private final AtomicBoolean known = new AtomicBoolean();

    OnceOpen(Installation installation) {
        this.installation = installation;
    }

    @Override
    public boolean getAsBoolean() {
        if (!known.get() && installation.isOpen()) {
            known.set(true);
        }
        return known.get();
    }
}
