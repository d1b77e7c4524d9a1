// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.accepts;
import static dev.keyturn.targets.redis.Visitor.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Beside;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A user that somebody else made: its rules and other passwords are not ours.
class RedisFoundUserIT {

    private final RedisServer server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));

    @BeforeEach
    void let_somebody_else_make_a_user() {
        server.admin("ACL", "SETUSER", "app", "on", ">theirs", "~their:*", "+get");
    }

    @AfterEach
    void stop_the_server() {
        server.close();
    }

    @Test
    void accepts_our_password_beside_theirs_and_gets_it_taken_away_again() throws Exception {
        var ours = found("app");
        var before = server.admin("ACL", "GETUSER", "app");
        try (Beside target = Visitor.to(server).open()) {
            var node = node(target, server);

            target.apply(node, ours, new Keep.Shut());
            boolean both = accepts(server, ours) && server.accepts("app", "theirs");
            target.retire(node, ours, new Keep.AsFound(new Verifier("unused")));
            target.retire(node, ours, new Keep.AsFound(new Verifier("unused")));

            assertThat(both).isTrue();
            assertThat(accepts(server, ours)).isFalse();
            assertThat(server.admin("ACL", "GETUSER", "app")).isEqualTo(before);
        }
    }

    @Test
    void stays_when_it_is_shut_and_lets_nobody_in() throws Exception {
        try (Beside target = Visitor.to(server).open()) {
            target.retire(node(target, server), found("app"), new Keep.Shut());

            assertThat(server.accepts("app", "theirs")).isFalse();
            assertThat(server.admin("ACL", "GETUSER", "app")
                            .items()
                            .get(1)
                            .items()
                            .getFirst()
                            .text())
                    .isEqualTo("off");
        }
    }

    @Test
    void does_not_appear_where_it_is_shut_and_was_never_there() throws Exception {
        try (Beside target = Visitor.to(server).open()) {
            target.retire(node(target, server), found("nobody"), new Keep.Shut());

            assertThat(server.admin("ACL", "USERS").items()).hasSize(3);
        }
    }

    private static Credential found(String name) {
        var like = RedisEngine.candidate("~*");
        return new Credential(
                new AccountName(name), Origin.FOUND, like.password(), 1, like.salt(), AccountRules.none());
    }
}
