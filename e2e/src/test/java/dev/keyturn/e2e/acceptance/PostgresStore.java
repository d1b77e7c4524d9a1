// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.process.TemporaryFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// An embedded PostgreSQL as the store of a server, with a root key in a file as that needs.
final class PostgresStore {

    private PostgresStore() {}

    static ServerSetup on(ServerSetup setup) {
        try {
            var postgres = EmbeddedPostgres.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres), "stop PostgreSQL"));
            return setup.with(
                            "--store",
                            "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                            "--root-key-file",
                            rootKey().toString())
                    .environment("KEYTURN_STORE_USER", "postgres")
                    .environment("KEYTURN_STORE_PASSWORD", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start the embedded PostgreSQL", e);
        }
    }

    /// A file with the base64 of 32 bytes.
    static Path rootKey() {
        try {
            Path file = TemporaryFolder.create("keyturn-root-key").resolve("root.key");
            return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write a root key", e);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not stop the embedded PostgreSQL", e);
        }
    }
}
