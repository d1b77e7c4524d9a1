// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A PostgreSQL 15 of one node.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class PostgresE2E extends DatabaseRows {

    PostgresE2E() {
        super(
                "postgres",
                "postgreses.kubedb.com",
                "postgres",
                5432,
                name -> Sample.postgres(name, System.getenv().getOrDefault("KEYTURN_E2E_POSTGRES_VERSION", "15")));
    }

    @Override
    void login(String address, int at, String name, String password) throws Exception {
        Logins.postgres(address, at, name, password);
    }
}
