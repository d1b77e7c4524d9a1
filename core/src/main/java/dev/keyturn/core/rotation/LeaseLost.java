// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// The row was changed or taken over by another worker. Nothing was written; end the turn without a further call.
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(RotationId id) {
        super("rotation " + id + " was taken over by another worker");
    }
}
