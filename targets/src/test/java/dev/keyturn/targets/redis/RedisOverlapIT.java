// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published password of databases that we run: the one of `default`, said under another name, too.
class RedisOverlapIT {

    private static final Credential FORMER = credential("the-former-password", 1);
    private static final Credential NEXT = credential("the-next-password", 2);
    private static final Keep BESIDE_FORMER = new Keep.Only(FORMER);
    private static final Keep BESIDE_NEXT = new Keep.Only(NEXT);

    private static RedisSetup setup() {
        var published = new RedisAccount("default", FORMER.password().reveal(), RedisAccount.EVERYTHING);
        return RedisSetup.with(RedisBinary.chosen()).account(published);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Alone {
        private final RedisServer server = RedisServer.start(setup());
        private final List<RedisServer> servers = List.of(server);

        @BeforeEach
        void accept_what_is_published() {
            accept("default", FORMER);
        }

        @AfterEach
        void forget_other_users() {
            server.admin("ACL", "DELUSER", "admin-2", "root");
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @ParameterizedTest
        @CsvSource({"default,default", "admin-2,default", "default,admin-2", "admin-2,admin-2", "root,admin-2"})
        void lets_both_passwords_in_and_then_the_new_one_alone_under_the_new_name(String next, String former)
                throws Exception {
            accept(former, FORMER);
            try (OverlapTarget target = open(servers, next, former);
                    var _ = target.lock()) {
                Node node = target.nodes().required().getFirst();
                target.preflight(node, NEXT);

                target.apply(node, NEXT, BESIDE_FORMER);
                target.apply(node, NEXT, BESIDE_FORMER);
                target.verify(node, NEXT);
                target.verify(node, FORMER);
                boolean both =
                        lets(next, NEXT) && lets("default", NEXT) && lets(former, FORMER) && lets("default", FORMER);
                target.retire(node, FORMER, BESIDE_NEXT);
                target.retire(node, FORMER, BESIDE_NEXT);

                assertThat(both).isTrue();
                assertThat(lets("default", NEXT)).isTrue();
                assertThat(lets(next, NEXT)).isTrue();
                assertThat(lets(former, FORMER)).isFalse();
                assertThat(lets("default", FORMER)).isFalse();
                target.verify(node, NEXT);
                assertThat(refusal(() -> target.verify(node, FORMER)).reason()).isEqualTo(Reason.WRONG_PASSWORD);
                assertThat(target.readBack(node, FORMER)).isEqualTo(ReadsBack.Answer.DIFFERS);
                assertThat(users()).isEqualTo(next.equals("default") ? 2 : 3);
            }
        }

        @ParameterizedTest
        @CsvSource({"default,default", "admin-2,default", "default,admin-2", "admin-2,admin-2", "root,admin-2"})
        void takes_a_candidate_back_with_the_name_that_it_brought(String next, String former) throws Exception {
            accept(former, FORMER);
            try (OverlapTarget target = open(servers, next, former)) {
                Node node = target.nodes().required().getFirst();
                target.apply(node, NEXT, BESIDE_FORMER);

                target.retire(node, NEXT, BESIDE_FORMER);
                target.retire(node, NEXT, BESIDE_FORMER);

                target.verify(node, FORMER);
                assertThat(lets(former, FORMER) && lets("default", FORMER)).isTrue();
                assertThat(lets(next, NEXT) || lets("default", NEXT) || lets(former, NEXT))
                        .isFalse();
                assertThat(target.readBack(node, NEXT)).isEqualTo(ReadsBack.Answer.DIFFERS);
                assertThat(users()).isEqualTo(former.equals("default") ? 2 : 3);
            }
        }

        @Test
        void is_not_proved_while_one_of_the_names_lacks_the_password() throws Exception {
            try (OverlapTarget target = open(servers, "admin-2", "default")) {
                Node node = target.nodes().required().getFirst();
                target.apply(node, NEXT, BESIDE_FORMER);
                accept("admin-2", FORMER);

                Refused refused = refusal(() -> target.verify(node, NEXT));

                assertThat(refused.reason()).isEqualTo(Reason.WRONG_PASSWORD);
            }
        }

        @Test
        void is_not_gone_while_one_of_the_names_has_it() throws Exception {
            try (OverlapTarget target = open(servers, "default", "admin-2")) {
                Node node = target.nodes().required().getFirst();
                target.apply(node, NEXT, BESIDE_FORMER);
                target.retire(node, FORMER, BESIDE_NEXT);
                accept("admin-2", FORMER);

                assertThat(target.readBack(node, FORMER)).isEqualTo(ReadsBack.Answer.MATCHES);
            }
        }

        @Test
        void gives_another_name_the_rights_of_default() throws Exception {
            try (OverlapTarget target = open(servers, "admin-2", "default")) {
                target.apply(target.nodes().required().getFirst(), NEXT, BESIDE_FORMER);

                try (var client = server.connect()) {
                    client.must("AUTH", "admin-2", NEXT.password().reveal());
                    client.must("SET", "key", "value");
                    client.must("PUBLISH", "channel", "message");
                    client.must("CONFIG", "GET", "maxmemory");
                }
            }
        }

        @Test
        void saves_nothing_on_the_node_and_says_nothing_of_it() throws Exception {
            var file = server.folder().resolve("users.acl");
            String before = Files.readString(file);
            try (OverlapTarget target = open(servers, "admin-2", "default")) {
                Node node = target.nodes().required().getFirst();
                target.preflight(node, NEXT);
                target.apply(node, NEXT, BESIDE_FORMER);
                target.retire(node, FORMER, BESIDE_NEXT);

                assertThat(target.warnings()).isEmpty();
            }
            assertThat(Files.readString(file)).isEqualTo(before);
        }

        @Test
        void never_shuts_the_user_that_everybody_uses() throws Exception {
            try (OverlapTarget target = open(servers, "default", "default")) {
                Node node = target.nodes().required().getFirst();

                for (Keep keep : List.of(new Keep.Shut(), new Keep.Gone())) {
                    assertThat(refusal(() -> target.retire(node, FORMER, keep)).reason())
                            .isEqualTo(Reason.UNSUPPORTED);
                    assertThat(refusal(() -> target.apply(node, NEXT, keep)).reason())
                            .isEqualTo(Reason.UNSUPPORTED);
                }
                assertThat(lets("default", FORMER)).isTrue();
            }
        }

        @Test
        void refuses_beforehand_a_node_that_lets_anybody_in() throws Exception {
            server.admin("ACL", "SETUSER", "default", "nopass");

            assertThat(preflight("default")).hasMessageContaining("nopass");
        }

        @Test
        void refuses_beforehand_a_third_password() throws Exception {
            server.admin("ACL", "SETUSER", "default", ">a-living-older-password");

            assertThat(preflight("default")).hasMessageContaining("accepts 2 passwords");
        }

        @Test
        void refuses_beforehand_a_password_that_is_accepted_already() throws Exception {
            accept("default", NEXT);

            assertThat(preflight("admin-2")).hasMessageContaining("accepts the new password already");
        }

        @Test
        void refuses_beforehand_a_name_that_somebody_else_has_taken() throws Exception {
            server.admin("ACL", "SETUSER", "root", "on", ">theirs", "~their:*", "+get");

            assertThat(preflight("root")).hasMessageContaining("user \"root\" already");
        }

        @Test
        void refuses_beforehand_a_name_that_redis_could_not_read_again() throws Exception {
            assertThat(preflight("ro ot").reason()).isEqualTo(Reason.UNSUPPORTED);
        }

        private Refused preflight(String next) throws Exception {
            try (OverlapTarget target = open(servers, next, "default")) {
                Node node = target.nodes().required().getFirst();
                return refusal(() -> target.preflight(node, NEXT));
            }
        }

        private void accept(String user, Credential credential) {
            server.admin(
                    "ACL",
                    "SETUSER",
                    user,
                    "reset",
                    "on",
                    "#" + UserChange.sha256(credential.password()),
                    "~*",
                    "&*",
                    "+@all");
        }

        private boolean lets(String user, Credential credential) {
            return server.accepts(user, credential.password().reveal());
        }

        private int users() {
            return server.admin("ACL", "USERS").items().size();
        }
    }

    @Test
    void tells_the_replica_first_and_waits_for_its_link() throws Exception {
        try (var replication = RedisReplication.start(setup(), 1);
                OverlapTarget target = open(replication.servers(), "admin-2", "default")) {
            RedisServer replica = replication.replicas().getFirst();
            List<Node> nodes = target.nodes().required();
            for (Node node : nodes) {
                target.preflight(node, NEXT);
                target.apply(node, NEXT, BESIDE_FORMER);
                target.verify(node, NEXT);
            }
            replica.admin("REPLICAOF", "127.0.0.1", "1");

            var refused = refusal(() -> target.preflight(nodes.getFirst(), NEXT));

            assertThat(nodes)
                    .extracting(Node::address)
                    .containsExactly(replica.name(), replication.primary().name());
            assertThat(refused.code()).isEqualTo("LINK");
        }
    }

    @Test
    void changes_each_node_of_a_cluster_and_stops_at_one_that_is_not_listed_or_silent() throws Exception {
        try (var cluster = RedisCluster.start(setup(), 3)) {
            List<RedisServer> servers = cluster.servers();
            try (OverlapTarget target = open(servers, "admin-2", "default")) {
                for (Node node : target.nodes().required()) {
                    target.apply(node, NEXT, BESIDE_FORMER);
                }
                assertThat(servers)
                        .allMatch(server ->
                                server.accepts("admin-2", NEXT.password().reveal()));
            }
            try (OverlapTarget target = open(servers.subList(0, 2), "admin-2", "default")) {
                Refused stranger = refusal(target::nodes);
                assertThat(stranger).hasMessageContaining(servers.getLast().name());
            }
            servers.get(1).kill();
            cluster.awaitFailed(servers.get(1));
            try (OverlapTarget target = open(servers, "admin-2", "default")) {
                Optional<TargetException> silence = Visitor.trouble(target::nodes);
                assertThat(silence.orElseThrow().node()).contains(servers.get(1).name());
            }
        }
    }

    private static OverlapTarget open(List<RedisServer> servers, String next, String former) throws Exception {
        Endpoint[] nodes = servers.stream()
                .map(server -> RedisEngine.endpoint(server.port()))
                .toArray(Endpoint[]::new);
        return (OverlapTarget) new RedisOverlapDriver(new RedisDriver())
                .of(new AccountName(next), new AccountName(former))
                .open(
                        RedisEngine.connection(servers.getFirst().port(), nodes),
                        RedisEngine.logins(servers.getFirst().setup().admin()),
                        Visitor.unhurried());
    }

    private static Credential credential(String password, long version) {
        return new Credential(
                new AccountName("default"),
                Origin.FOUND,
                Password.of(password),
                version,
                Salt.of(new byte[Salt.LENGTH]),
                AccountRules.none());
    }
}
