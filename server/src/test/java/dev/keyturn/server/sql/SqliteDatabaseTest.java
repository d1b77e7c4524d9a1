// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseCases {
    @TempDir
    private Path data = Path.of("");

    @Override
    StoreAddress address() {
        return new StoreAddress.Embedded(data.resolve("keyturn.db"));
    }
}
