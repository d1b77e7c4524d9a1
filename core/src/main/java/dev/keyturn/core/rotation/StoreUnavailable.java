// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// The store did not confirm a write, or cannot be read. It may have happened; load again before believing either.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what happened and to which store, without the text of a statement
    public StoreUnavailable(String message) {
        super(message);
    }
}
