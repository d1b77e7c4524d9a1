// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteMappedSecretsTest extends MappedSecretsCases {
    @TempDir
    private Path data = Path.of("");

    @Override
    StoreAddress address() {
        return new StoreAddress.Embedded(data.resolve("keyturn.db"));
    }
}
