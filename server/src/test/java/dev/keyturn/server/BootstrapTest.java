// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTest {
    @Test
    void an_installation_opens_itself_from_its_environment_once(@TempDir Path folder) throws IOException {
        var password = Files.writeString(folder.resolve("password"), "correct horse battery\n");
        var tokenFile = folder.resolve("token");
        var environment = Map.of(
                "KEYTURN_BOOTSTRAP_EMAIL",
                "a@example.test",
                "KEYTURN_BOOTSTRAP_PASSWORD_FILE",
                password.toString(),
                "KEYTURN_BOOTSTRAP_ORGANIZATION",
                "Shop",
                "KEYTURN_BOOTSTRAP_TOKEN_FILE",
                tokenFile.toString());

        RunningServer.start(folder.resolve("data"), environment).close();
        var token = Files.readString(tokenFile).strip();
        try (var again = RunningServer.start(folder.resolve("data"), environment)) {
            assertThat(again.call(token, "GET", "/api/v1/identities").status()).isEqualTo(200);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(tokenFile).strip()).isEqualTo(token);
        assertThat(folder.resolve("data/setup-token")).doesNotExist();
    }
}
