// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// An embedded PostgreSQL as the store of a server, with a root key in a file as that needs.
final class PostgresStore {

    private static final int KEY_BYTES = 32;

    private PostgresStore() {}

    /// Starts one, which ends with this JVM.
    static ServerSetup on(ServerSetup setup) {
        var postgres = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()));
        return setup.with(
                        "--store",
                        "jdbc:postgresql://" + postgres.name() + "/postgres",
                        "--root-key-file",
                        rootKey().toString())
                .environment("KEYTURN_STORE_USER", PostgresServer.SUPERUSER)
                .environment("KEYTURN_STORE_PASSWORD", postgres.setup().superuserPassword());
    }

    /// A file with the base64 of 32 random bytes.
    static Path rootKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Path file = TemporaryFolder.create("keyturn-root-key").resolve("root.key");
            return Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write a root key", e);
        }
    }
}
