// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import java.util.Optional;

/// Another rotation owns an account on the same target; nothing was changed.
public final class AccountTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String account;
    private final transient Optional<RotationId> owner;

    AccountTaken(String account, Optional<RotationId> owner) {
        super("the account \"" + account + "\" belongs to another rotation");
        this.account = account;
        this.owner = owner;
    }

    public String account() {
        return account;
    }

    /// Empty if it came in between.
    public Optional<RotationId> owner() {
        return owner;
    }
}
