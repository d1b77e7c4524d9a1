// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/redis-rotation.sh`, against an account with the least rights that the contract names.
class ExampleIT {

    private static final Pattern SHOWN = Pattern.compile(" {2}(\\w{32}) / (\\w{48})");
    private static final RedisAccount LEAST =
            new RedisAccount("rotator", "quoted \"and\" b\\ckslashed", "+acl|setuser +acl|deluser");

    @TempDir
    private Path folder;

    @Test
    void rotates_a_redis_and_shows_no_password_unless_asked() throws IOException {
        try (var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(LEAST));
                var server = KeyturnServer.start(ServerSetup.fresh())) {
            var script = Script.at("examples/redis-rotation.sh")
                    .environment("KEYTURN_SERVER", server.address().toString())
                    .environment("KEYTURN_LOGIN_FILE", loginFile().toString())
                    .environment("REDIS_PORT", Integer.toString(redis.port()))
                    .environment("REDIS_USERNAME", LEAST.name())
                    .environment("REDIS_PASSWORD", LEAST.password());

            var silent = script.run();

            assertThat(silent.exitCode()).as(silent.text()).isZero();
            assertThat(silent.output())
                    .filteredOn(line -> line.contains(" / ********"))
                    .hasSize(2);
            assertThat(silent.text()).doesNotContain(LEAST.password()).doesNotContainPattern("\\w{48}");
            assertThat(loginFile()).content().contains("password=").contains("token=");
            assertThat(Files.getPosixFilePermissions(loginFile()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(script.run().exitCode()).as("the server is open already").isEqualTo(1);
        }
    }

    @Test
    void shows_pairs_that_log_in_when_asked() {
        try (var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(LEAST));
                var server = KeyturnServer.start(ServerSetup.fresh())) {
            var ended = Script.at("examples/redis-rotation.sh")
                    .with("--show-password")
                    .environment("KEYTURN_SERVER", server.address().toString())
                    .environment("KEYTURN_LOGIN_FILE", loginFile().toString())
                    .environment("REDIS_PORT", Integer.toString(redis.port()))
                    .environment("REDIS_USERNAME", LEAST.name())
                    .environment("REDIS_PASSWORD", LEAST.password())
                    .run();

            List<java.util.regex.MatchResult> pairs =
                    SHOWN.matcher(ended.text()).results().toList();
            assertThat(pairs).as(ended.text()).hasSize(2);
            assertThat(pairs).allMatch(pair -> redis.accepts(pair.group(1), pair.group(2)));
        }
    }

    private Path loginFile() {
        return folder.resolve("keyturn-login");
    }
}
