// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespClient;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a Redis tells beyond yes and no, on each version at hand.
class RedisSightIT {

    private static final InstantSource CLOCK = InstantSource.system();

    static Stream<RedisBinary> versions() {
        return RedisRightsIT.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shows_who_is_logged_in_on_each_node_and_ends_their_sessions(RedisBinary binary) throws Exception {
        var next = RedisEngine.candidate("~*", "+get", "+client|setname", "+ping");
        try (var replication = RedisReplication.start(RedisSetup.with(binary), 1);
                RedisTarget target = Visitor.to(replication.primary()).open()) {
            for (Node node : target.nodes().writers()) {
                target.apply(node, next, new Keep.Shut());
            }
            var primary = node(target, replication.primary());
            var replica = node(target, replication.replicas().getFirst());
            var accounts = Set.of(next.account(), new AccountName("nobody"));
            Instant before = CLOCK.instant();
            try (var one = login(replication.primary(), next, "checkout");
                    var _ = login(replication.primary(), next, "checkout")) {

                List<Client> seen = target.clients(primary, accounts);
                int ended = target.endSessions(primary, next.account());

                assertThat(seen).singleElement().satisfies(client -> {
                    assertThat(client.account()).isEqualTo(next.account());
                    assertThat(client.address()).isEqualTo("127.0.0.1");
                    assertThat(client.name()).isEqualTo("checkout");
                    assertThat(client.count()).isEqualTo(2);
                    assertThat(client.oldest()).get().matches(oldest -> !oldest.isBefore(before.minusSeconds(2)));
                });
                assertThat(target.clients(replica, accounts)).isEmpty();
                assertThat(ended).isEqualTo(2);
                assertThat(isCut(one)).isTrue();
                assertThat(target.clients(primary, accounts)).isEmpty();
                assertThat(target.endSessions(primary, new AccountName("nobody")))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void ends_only_sessions_that_may_be_older_than_a_change(RedisBinary binary) throws Exception {
        var next = RedisEngine.candidate("~*", "+get", "+client|setname", "+ping");
        try (var server = RedisServer.start(RedisSetup.with(binary));
                RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            target.apply(node, next, new Keep.Shut());
            try (var client = login(server, next, "checkout")) {
                int longAgo = target.endOlderSessions(
                        node, next.account(), CLOCK.instant().minusSeconds(60));
                boolean stays = !isCut(client);
                int justNow = target.endOlderSessions(node, next.account(), CLOCK.instant());

                assertThat(longAgo).isZero();
                assertThat(stays).isTrue();
                assertThat(justNow).isOne();
                assertThat(isCut(client)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void names_the_right_that_is_missing(RedisBinary binary) throws Exception {
        var poor = RedisAccount.random("poor", "+acl|setuser +acl|deluser");
        var next = RedisEngine.candidate("~*", "+get");
        try (var server = RedisServer.start(RedisSetup.with(binary).account(poor));
                RedisTarget target =
                        Visitor.as(poor, RedisEngine.connection(server.port())).open()) {
            var node = node(target, server);
            target.apply(node, next, new Keep.Shut());

            var usage = refusal(() -> target.clients(node, Set.of(next.account())));
            var ending = refusal(() -> target.endSessions(node, next.account()));

            assertThat(usage.reason()).isEqualTo(Reason.NOT_PERMITTED);
            assertThat(usage).hasMessageContaining("run ACL SETUSER poor +client|list there");
            assertThat(ending.reason()).isEqualTo(Reason.NOT_PERMITTED);
            assertThat(ending).hasMessageContaining("run ACL SETUSER poor +client|kill there");
            assertThat(target.readBack(node, next)).isEqualTo(ReadsBack.Answer.CANNOT_TELL);
            assertThat(target.found(node, next.account())).isEmpty();
            assertThat(target.fingerprint()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void compares_what_the_list_holds_without_a_login(RedisBinary binary) throws Exception {
        var next = RedisEngine.candidate("~*", "+get");
        var other = RedisEngine.after(next);
        try (var server = RedisServer.start(RedisSetup.with(binary));
                RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            var absent = target.readBack(node, next);
            target.apply(node, next, new Keep.Shut());

            assertThat(absent).isEqualTo(ReadsBack.Answer.DIFFERS);
            assertThat(target.readBack(node, next)).isEqualTo(ReadsBack.Answer.MATCHES);
            assertThat(target.readBack(node, other)).isEqualTo(ReadsBack.Answer.DIFFERS);
            assertThat(target.found(node, next.account()).orElseThrow().text())
                    .isEqualTo("on #" + UserChange.sha256(next.password()));
        }
    }

    @Test
    void shows_the_command_of_a_change_without_a_hash() throws Exception {
        try (var server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
                RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            var ours = AccountRules.scoped(AclScope.parse("~app:* &news +@read (~b +set)"));

            assertThat(target.statements(node, new AccountName("app"), ours))
                    .containsExactly(
                            "ACL SETUSER app reset on #******** resetchannels ~app:* &news +@read \"(~b +set)\"");
            assertThat(target.statements(node, new AccountName("app"), AccountRules.none()))
                    .containsExactly("ACL SETUSER app #********");
        }
    }

    @Test
    void does_not_warn_of_a_scope_at_each_run() throws Exception {
        try (var server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
                RedisTarget target = Visitor.to(server).open()) {
            target.preflight(node(target, server), RedisEngine.candidate("~*", "+@all"));

            assertThat(target.warnings()).isEmpty();
        }
    }

    @Test
    void tells_a_primary_and_its_replica_from_every_other_server() throws Exception {
        var setup = RedisSetup.with(RedisBinary.chosen());
        try (var replication = RedisReplication.start(setup, 1);
                var stranger = RedisServer.start(setup)) {
            String fingerprint = fingerprint(replication.primary());

            assertThat(fingerprint).startsWith("replication:");
            assertThat(fingerprint(replication.replicas().getFirst())).isEqualTo(fingerprint);
            assertThat(fingerprint(stranger)).isNotEqualTo(fingerprint);
        }
    }

    @Test
    void knows_a_cluster_from_each_of_its_members_and_over_a_restart() throws Exception {
        try (var cluster = RedisCluster.start(RedisSetup.with(RedisBinary.chosen()), 3)) {
            String fingerprint = fingerprint(cluster.servers().getFirst());

            assertThat(fingerprint).startsWith("cluster:");
            assertThat(fingerprint(cluster.servers().getLast())).isEqualTo(fingerprint);
            cluster.servers().getFirst().kill();
            cluster.servers().getFirst().restart();
            assertThat(fingerprint(cluster.servers().getFirst())).isEqualTo(fingerprint);
        }
    }

    private static String fingerprint(RedisServer server) throws Exception {
        try (RedisTarget target = Visitor.to(server).open()) {
            return target.fingerprint().orElseThrow();
        }
    }

    private static RespClient login(RedisServer server, Credential as, String name) {
        var client = server.connect();
        client.must("AUTH", as.account().value(), as.password().reveal());
        client.must("CLIENT", "SETNAME", name);
        return client;
    }

    private static boolean isCut(RespClient client) {
        try {
            client.call("PING");
            return false;
        } catch (UncheckedIOException _) {
            return true;
        }
    }
}
