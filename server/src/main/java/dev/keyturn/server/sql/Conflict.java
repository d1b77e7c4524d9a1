// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

/// A row with the same unique key is there already, or another row points to the one that should go. Nothing of the
/// statement happened, and its transaction can only be rolled back: let it travel out of the transaction, and answer
/// with what was in the way.
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Conflict() {
        super("a row is in the way");
    }
}
