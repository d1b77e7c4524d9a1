// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.accepts;
import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.refusal;
import static dev.keyturn.targets.redis.Visitor.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What our account may do, on each version at hand: the answers to a missing right differ between 6.2 and 7.0.
class RedisRightsIT {

    private static final Keep NOTHING = new Keep.Shut();

    static Stream<RedisBinary> versions() {
        return Stream.concat(Stream.of(RedisBinary.chosen()), RedisBinary.system().stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rotates_with_no_right_but_to_set_and_delete_users(RedisBinary binary) throws Exception {
        var poor = RedisAccount.random("poor", "+acl|setuser +acl|deluser");
        var next = RedisEngine.candidate("~*", "+get");
        try (var server = RedisServer.start(RedisSetup.with(binary).account(poor));
                Beside target =
                        Visitor.as(poor, RedisEngine.connection(server.port())).open();
                TargetLock lock = target.lock()) {
            var node = node(target, server);

            ((Preflights) target).preflight(node, next);
            target.apply(node, next, NOTHING);
            target.verify(node, next);
            boolean accepted = accepts(server, next);
            target.retire(node, next, new Keep.Gone());

            assertThat(accepted).isTrue();
            assertThat(accepts(server, next)).isFalse();
            assertThat(lock.isProven()).isFalse();
            assertThat(target.warnings())
                    .hasSize(3)
                    .anyMatch(warning -> warning.startsWith("nodes unknown"))
                    .anyMatch(warning -> warning.startsWith("unfenced"))
                    .anyMatch(warning -> warning.startsWith("not saved"))
                    .allMatch(warning -> warning.contains("run ACL SETUSER poor +"));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void finds_the_rights_out_without_changing_anything(RedisBinary binary) throws Exception {
        try (var server = RedisServer.start(RedisSetup.with(binary));
                Beside target = Visitor.to(server).open()) {
            var before = server.admin("ACL", "LIST");

            ((Preflights) target).preflight(node(target, server), RedisEngine.candidate("~*", "+@all"));

            assertThat(server.admin("ACL", "LIST")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void names_the_replica_that_denies_a_right_and_the_command_that_gives_it(RedisBinary binary) throws Exception {
        var next = RedisEngine.candidate("~*", "+get");
        try (var replication = RedisReplication.start(RedisSetup.with(binary), 1)) {
            var replica = replication.replicas().getFirst();
            replica.admin("ACL", "SETUSER", "watcher", "on", ">w", "+@all", "~*");
            try (var watcher = replica.connect();
                    Beside target = Visitor.to(replication.primary()).open()) {
                watcher.must("AUTH", "watcher", "w");
                watcher.must("ACL", "SETUSER", "admin", "-acl");
                var node = node(target, replica);
                target.apply(node(target, replication.primary()), next, NOTHING);
                var usersBefore = watcher.must("ACL", "USERS");

                var preflight = refusal(() -> ((Preflights) target).preflight(node, next));
                var apply = refusal(() -> target.apply(node, next, NOTHING));

                assertThat(preflight.reason()).isEqualTo(Reason.NOT_PERMITTED);
                assertThat(preflight.code()).isEqualTo("NOPERM");
                assertThat(preflight.node()).hasValue(replica.name());
                assertThat(preflight).hasMessageContaining("run ACL SETUSER admin +acl|setuser +acl|deluser there");
                assertThat(apply.reason()).isEqualTo(Reason.NOT_PERMITTED);
                assertThat(apply.node()).hasValue(replica.name());
                assertThat(watcher.must("ACL", "USERS")).isEqualTo(usersBefore);

                watcher.must("ACL", "SETUSER", "admin", "+acl|setuser", "+acl|deluser");

                assertThat(trouble(() -> ((Preflights) target).preflight(node, next)))
                        .isEmpty();
            }
        }
    }

    @Test
    void refuses_a_rule_that_the_version_does_not_know_before_anything_is_changed() throws Exception {
        try (var server = RedisServer.start(RedisSetup.with(RedisBinary.embedded()));
                Beside target = Visitor.to(server).open()) {
            var next = RedisEngine.candidate("~*", "%R~shared:*");

            var refused = refusal(() -> ((Preflights) target).preflight(node(target, server), next));

            assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(refused).hasMessageContaining("rule \"%R~shared:*\"");
            assertThat(server.admin("ACL", "USERS").items()).hasSize(2);
        }
    }

    @Test
    void does_not_take_too_many_clients_for_a_wrong_password() throws Exception {
        var next = RedisEngine.candidate("~*", "+get");
        try (var server =
                        RedisServer.start(RedisSetup.with(RedisBinary.chosen()).directive("maxclients 2"));
                Beside target = Visitor.to(server).open()) {
            var node = node(target, server);
            target.apply(node, next, NOTHING);
            try (var second = server.connect()) {
                assertThat(second.call("PING").isFailure("NOAUTH")).isTrue();

                var trouble = trouble(() -> target.verify(node, next));

                assertThat(trouble)
                        .get()
                        .satisfiesAnyOf(
                                no -> assertThat(no.code()).isEqualTo("ERR"),
                                no -> assertThat(no).isInstanceOf(Unanswered.class));
            }
        }
    }
}
