// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.sql.Session;

/// Told of changed secrets, in the transaction that changes them.
@FunctionalInterface
public interface SecretsWatch {
    /// Secrets of the folder were added, changed or removed; may be told several times in a transaction.
    void changed(Session session, FolderId folder);

    static SecretsWatch none() {
        return (_, _) -> {};
    }
}
