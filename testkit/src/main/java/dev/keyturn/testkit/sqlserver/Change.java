// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Optional;

/// Something that a transaction did: undone if it does not come to its end, and kept in the data folder if it does.
interface Change {

    void undo();

    /// Nothing of it outlives the process.
    default void keepIn(KeptLines lines) {}

    /// An account of `accounts` is another one now, or no longer there.
    record OfAccount(Accounts accounts, String key, Optional<Account> before) implements Change {

        @Override
        public void undo() {
            accounts.set(key, before);
        }

        @Override
        public void keepIn(KeptLines lines) {
            lines.account(accounts.owner(), key, accounts.find(key));
        }
    }

    /// A database is there that was not.
    record OfDatabase(Instance instance, Database database) implements Change {

        @Override
        public void undo() {
            instance.remove(database);
        }

        @Override
        public void keepIn(KeptLines lines) {
            lines.database(database);
        }
    }

    /// A role is there that was not.
    record OfRole(Database database, String role) implements Change {

        @Override
        public void undo() {
            database.roles().remove(role);
        }

        @Override
        public void keepIn(KeptLines lines) {
            lines.role(database.name(), role);
        }
    }
}
