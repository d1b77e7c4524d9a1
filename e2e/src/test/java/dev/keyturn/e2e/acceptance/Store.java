// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;

/// The stores that a server can keep its rows in, each with one opened server that all tests share: a server costs more
/// than a row.
enum Store {
    SQLITE {
        @Override
        Installation installation() {
            return OnSqlite.SHARED;
        }
    },
    POSTGRESQL {
        @Override
        Installation installation() {
            return OnPostgres.SHARED;
        }
    };

    /// Started on first use, and killed with this JVM.
    abstract Installation installation();

    private static final class OnSqlite {
        static final Installation SHARED = Installation.open(KeyturnServer.start(ServerSetup.fresh()));
    }

    private static final class OnPostgres {
        static final Installation SHARED =
                Installation.open(KeyturnServer.start(PostgresStore.on(ServerSetup.fresh())));
    }
}
