// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RedisSetup.UsersIn;
import dev.keyturn.testkit.redis.RespReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What only version 7 knows.
@EnabledIf(value = "dev.keyturn.targets.redis.Redis7#isInstalled", disabledReason = Redis7.MISSING)
class Redis7IT {

    private static final String SELECTOR = "~app:* +@read (%R~shared:*   +get) %RW~own:* +set";

    @ParameterizedTest
    @EnumSource(names = {"ACL_FILE", "CONFIGURATION"})
    void keeps_selectors_and_one_way_key_patterns_over_a_restart(UsersIn place) throws Exception {
        var next = candidate(SELECTOR);
        try (var server = RedisServer.start(RedisSetup.with(Redis7.binary()).keeping(place))) {
            apply(next, server);

            server.kill();
            server.restart();

            assertThat(dryRun(server, next, "GET", "shared:1")).isEqualTo("OK");
            assertThat(dryRun(server, next, "SET", "own:1", "x")).isEqualTo("OK");
            assertThat(dryRun(server, next, "GET", "other:1")).isNotEqualTo("OK");
            assertThat(dryRun(server, next, "SET", "shared:1", "x")).isNotEqualTo("OK");
        }
    }

    @Test
    void gives_a_user_no_channel_that_its_scope_does_not_name() throws Exception {
        var mute = candidate("~* +@all");
        var speaking = candidate("~* +@all &news.*");
        try (var server = RedisServer.start(RedisSetup.with(Redis7.binary()))) {
            apply(mute, server);
            apply(speaking, server);

            assertThat(dryRun(server, mute, "PUBLISH", "news.1", "x")).isNotEqualTo("OK");
            assertThat(dryRun(server, speaking, "PUBLISH", "news.1", "x")).isEqualTo("OK");
            assertThat(dryRun(server, speaking, "PUBLISH", "other", "x")).isNotEqualTo("OK");
        }
    }

    private static Credential candidate(String scope) throws Exception {
        return RedisEngine.candidate(AclScope.parse(scope).toArray(String[]::new));
    }

    private static void apply(Credential next, RedisServer server) throws Exception {
        try (Beside target = Visitor.to(server).open()) {
            var node = node(target, server);
            ((Preflights) target).preflight(node, next);
            target.apply(node, next, new Keep.Shut());
            target.verify(node, next);
        }
    }

    private static String dryRun(RedisServer server, Credential as, String... command) {
        String[] whole = new String[command.length + 3];
        whole[0] = "ACL";
        whole[1] = "DRYRUN";
        whole[2] = as.account().value();
        System.arraycopy(command, 0, whole, 3, command.length);
        try (var admin = server.connectAsAdmin()) {
            RespReply reply = admin.call(whole);
            return reply instanceof RespReply.Text(String value) ? value : reply.toString();
        }
    }
}
