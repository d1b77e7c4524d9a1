// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Row 44: the official Node client, unchanged.
@Tag("thorough")
class SdkIT {

    private static final RedisAccount ROTATOR = RedisAccount.random("rotator", RedisAccount.EVERYTHING);

    @Test
    void row_44_the_node_sdk_logs_in_lists_gets_creates_updates_and_deletes() {
        try (var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(ROTATOR));
                var installation = Installation.open(KeyturnServer.start(ServerSetup.fresh()))) {
            var project = installation.project("sdk");
            project.rotation("sdk", project.connection("sdk", redis.port(), ROTATOR));
            var identity = installation.identity("sdk", "member");
            installation
                    .api()
                    .post(
                            "/api/v2/workspace/" + project.id() + "/identity-memberships/" + identity.id(),
                            Json.object("{\"role\": \"member\"}"))
                    .ok();

            var ended = Script.at("server/src/test/sdk/run")
                    .environment(
                            "KEYTURN_SERVER", installation.server().address().toString())
                    .environment("KEYTURN_PROJECT", project.id())
                    .environment("KEYTURN_CLIENT_ID", identity.clientId())
                    .environment("KEYTURN_CLIENT_SECRET", identity.clientSecret())
                    .environment("KEYTURN_ROTATED_SECRET", Project.passwordOf("sdk"))
                    .run();

            assertThat(ended.exitCode()).as(ended.text()).isZero();
            assumeFalse(ended.text().startsWith("skipped:"), ended.text());
            assertThat(ended.output())
                    .contains("ok: login", "ok: list", "ok: get", "ok: create", "ok: update", "ok: delete");
        }
    }
}
