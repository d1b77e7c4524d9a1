// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import dev.keyturn.server.data.DataFolder;
import dev.keyturn.server.data.Reasons;
import dev.keyturn.server.data.StartRefused;
import dev.keyturn.server.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Where the root key comes from.
public sealed interface RootKeySource {
    /// Given in the environment.
    record Given(RootKey key) implements RootKeySource {}

    /// A file. With `mayMake` it is made, mode 0600, on the first start of an empty store.
    record InFile(Path file, boolean mayMake) implements RootKeySource {
        private RootKey make(RandomGenerator random) {
            if (!mayMake) {
                throw new StartRefused(
                        "The root key file %s is missing. A shared store takes the same key on every node: make one with `openssl rand -base64 32`, mode 0600, and give it to each of them."
                                .formatted(file));
            }
            var key = RootKey.random(random);
            DataFolder.writePrivately(file, key.reveal() + "\n");
            return key;
        }
    }

    /// The key that fits the store. Compares it with the fingerprint that the store keeps; on the first start of an
    /// empty store there is none yet, and [#remember] writes it once the tables are there.
    ///
    /// @throws StartRefused with the fingerprint that the store needs; nothing was written
    default RootKey find(Database database, RandomGenerator random) {
        var needed = database.hasTable("installation")
                ? database.read(session -> session.one(
                        "SELECT root_key_fingerprint FROM installation WHERE id = 1",
                        row -> row.text("root_key_fingerprint")))
                : Optional.<String>empty();
        var key = read();
        if (needed.isPresent()) {
            return fitting(key, needed.get(), database);
        }
        return key.orElseGet(() -> make(random));
    }

    private static RootKey fitting(Optional<RootKey> key, String needed, Database database) {
        if (key.isEmpty()) {
            throw new StartRefused(
                    "The root key is missing. %s needs the one with fingerprint %s: name its file with --root-key-file, or give it in KEYTURN_ROOT_KEY."
                            .formatted(capital(database.description()), needed));
        }
        if (!key.get().fingerprint().equals(needed)) {
            throw new StartRefused(
                    "The root key given has the fingerprint %s, but %s needs the one with fingerprint %s. Nothing was changed."
                            .formatted(key.get().fingerprint(), database.description(), needed));
        }
        return key.get();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private Optional<RootKey> read() {
        return switch (this) {
            case Given given -> Optional.of(given.key());
            case InFile in -> Files.exists(in.file()) ? Optional.of(parse(in.file())) : Optional.empty();
        };
    }

    private static RootKey parse(Path file) {
        try {
            return RootKey.parse(Files.readString(file))
                    .orElseThrow(
                            () -> new StartRefused("The root key file %s does not hold the base64 form of %d bytes."
                                    .formatted(file, RootKey.BYTES)));
        } catch (IOException e) {
            throw new StartRefused("The root key file %s cannot be read: %s.".formatted(file, Reasons.of(e)));
        }
    }

    private RootKey make(RandomGenerator random) {
        return switch (this) {
            case Given given -> given.key();
            case InFile in -> in.make(random);
        };
    }

    /// Writes the fingerprint into a store that has none. Of two nodes that start at once, the later one compares.
    ///
    /// @throws StartRefused if another node was first, with another key
    static void remember(RootKey key, Database database) {
        var kept = database.transaction(session -> {
            session.update(
                    "INSERT INTO installation (id, root_key_fingerprint, probes) VALUES (1, ?, 0) ON CONFLICT (id) DO NOTHING",
                    key.fingerprint());
            return session.one(
                            "SELECT root_key_fingerprint FROM installation WHERE id = 1",
                            row -> row.text("root_key_fingerprint"))
                    .orElseThrow();
        });
        var _ = fitting(Optional.of(key), kept, database);
    }
}
