// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.sql.StoreAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRotationViewsIT extends RotationViewsCases {
    private final PostgresStores stores = new PostgresStores();

    @Override
    StoreAddress address() {
        return stores.address();
    }

    @AfterAll
    void stop() {
        stores.close();
    }
}
