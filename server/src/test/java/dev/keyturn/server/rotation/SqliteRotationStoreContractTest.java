// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationStoreContract;
import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteRotationStoreContractTest extends RotationStoreContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected StoreUnderTest open() {
        return new SqlStoreUnderTest(
                new StoreAddress.Embedded(folder.resolve("keyturn.db")),
                List.of("CREATE TRIGGER dying BEFORE UPDATE ON rotation BEGIN SELECT RAISE(ABORT, 'died'); END"),
                List.of("DROP TRIGGER dying"));
    }
}
