// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRotationViewsTest extends RotationViewsCases {
    @TempDir
    private Path folder = Path.of("");

    @Override
    StoreAddress address() {
        return new StoreAddress.Embedded(folder.resolve("keyturn.db"));
    }
}
