// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {
    /// Secrets of nothing but zeros, and ids that differ all the same.
    private static final class SameSecrets implements RandomGenerator {
        private long last;

        @Override
        public long nextLong() {
            return ++last;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length == 32) {
                Arrays.fill(bytes, (byte) 0);
            } else {
                RandomGenerator.super.nextBytes(bytes);
            }
        }
    }

    @Test
    void many_of_one_name_get_slugs_of_their_own(@TempDir Path data) {
        var clock = InstantSource.system();
        var randomness = new Randomness(new SameSecrets());
        var keyring = new Keyring(RootKey.random(new SecureRandom()), new SecureRandom());
        var environments = new Environments(new Folders(randomness, clock), randomness, clock);
        var projects = new Projects(environments, keyring, randomness, clock);
        var draft = new Projects.Draft("o", "Shop", Optional.empty(), Optional.empty(), "secret-manager");

        try (var database = Database.open(new StoreAddress.Embedded(data.resolve("keyturn.db")))) {
            database.migrate();
            database.change(session -> session.update(
                    "INSERT INTO organization (id, name, slug, singleton, signing_key, created_at)"
                            + " VALUES ('o', 'Org', 'org', 1, ?, 0)",
                    new byte[] {1}));
            for (var slug : new String[] {"shop", "shop-0000", "shop-00000", "shop-000000"}) {
                assertThat(database.<Project>transaction(session -> projects.create(session, draft))
                                .slug())
                        .isEqualTo(slug);
            }
        }
    }
}
