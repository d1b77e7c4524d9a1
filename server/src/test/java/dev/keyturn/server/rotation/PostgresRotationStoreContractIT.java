// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationStoreContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRotationStoreContractIT extends RotationStoreContract {
    private final PostgresStores stores = new PostgresStores();

    @Override
    protected StoreUnderTest open() {
        return new SqlStoreUnderTest(
                stores.address(),
                List.of(
                        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'died'; END $$",
                        "CREATE TRIGGER dying BEFORE UPDATE ON rotation FOR EACH ROW EXECUTE FUNCTION die()"),
                List.of("DROP TRIGGER dying ON rotation", "DROP FUNCTION die"));
    }

    @AfterAll
    void stop() {
        stores.close();
    }
}
