// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.Accepted;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.Link;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedisNodesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void writes_to_one_process_alone_and_tells_a_wrong_password() throws Exception {
        try (var server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()))) {
            try (ClusterSession session = open(server, server.setup().admin().password())) {
                session.checkWrite();
            }

            assertThat(Integer.parseInt(
                            server.admin("TTL", "keyturn:write-check").text()))
                    .isBetween(1, 60);
            var refused = catchThrowableOfType(Refused.class, () -> open(server, "not-the-password"));
            assertThat(refused.reason()).isEqualTo(Reason.WRONG_PASSWORD);
        }
    }

    @Test
    void writes_on_every_process_of_a_cluster_and_sees_who_owns_what() throws Exception {
        try (var cluster = RedisCluster.start(RedisSetup.with(RedisBinary.chosen()), 3)) {
            for (RedisServer server : cluster.servers()) {
                try (ClusterSession session =
                        open(server, server.setup().admin().password())) {
                    session.checkWrite();
                    var view = session.view();
                    assertThat(view.serves()).isTrue();
                    assertThat(view.members()).hasSize(3);
                    assertThat(view.self().slots()).hasSize(1);
                }
            }
        }
    }

    @Test
    void tells_who_gets_in_by_hashes() throws Exception {
        try (var server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
                ClusterSession session = open(server, server.setup().admin().password())) {
            server.admin("ACL", "SETUSER", "app", "on", ">one", ">two");
            server.admin("ACL", "SETUSER", "shut", "off", ">one");
            server.admin("ACL", "SETUSER", "open", "on", "nopass");

            assertThat(session.accepted(new AccountName("app")))
                    .isEqualTo(new Accepted(false, Set.of(sha256("one"), sha256("two"))));
            assertThat(session.accepted(new AccountName("open")).anyPassword()).isTrue();
            assertThat(session.accepted(new AccountName("shut"))).isEqualTo(Accepted.nothing());
            assertThat(session.accepted(new AccountName("nobody"))).isEqualTo(Accepted.nothing());
            assertThat(session.link()).isEqualTo(Link.PRIMARY);
        }
    }

    @Test
    void links_a_replica_with_another_password_and_has_it_take_over() throws Exception {
        var link = new RedisAccount("default", "the-former-password", RedisAccount.EVERYTHING);
        var setup = RedisSetup.with(RedisBinary.chosen()).account(link).directive("masterauth " + link.password());
        try (var one = RedisCluster.start(setup, 1);
                var other = RedisCluster.start(setup, 1)) {
            RedisServer server = one.servers().getFirst();
            RedisServer joining = other.servers().getFirst();
            joining.admin("CLUSTER", "RESET", "HARD");
            try (ClusterSession primary = open(server, setup.admin().password());
                    ClusterSession replica = open(joining, setup.admin().password())) {
                join(server, primary, joining, replica);

                server.admin("ACL", "SETUSER", "default", ">the-next-password", "<the-former-password");
                server.admin("CLIENT", "KILL", "TYPE", "replica");
                await(joining, replica, Link.BROKEN);
                var refused = catchThrowableOfType(Refused.class, replica::takeOver);
                replica.replicateWith(Password.of("the-next-password"));
                await(joining, replica, Link.LINKED);
                replica.takeOver();
                await(joining, replica, Link.PRIMARY);
                replica.takeOver();

                assertThat(refused.code()).isEqualTo("LINK");
                assertThat(replica.view().self().slots()).isNotEmpty();
            }
        }
    }

    private static void join(RedisServer server, ClusterSession primary, RedisServer joining, ClusterSession replica)
            throws Exception {
        replica.meet(RedisEngine.endpoint(server.port()));
        String id = primary.view().self().id();
        joining.await(
                "they know each other",
                PATIENCE,
                () -> joining.admin("CLUSTER", "NODES")
                        .text()
                        .lines()
                        .anyMatch(
                                line -> line.startsWith(id) && line.contains("master") && !line.contains("handshake")));
        replica.replicate(id);
        await(joining, replica, Link.LINKED);
        server.await(
                "it knows its replica",
                PATIENCE,
                () -> server.admin("CLUSTER", "NODES").text().contains("slave " + id));
    }

    private static void await(RedisServer server, ClusterSession session, Link wanted) {
        server.await("its link is " + wanted, PATIENCE, () -> {
            try {
                return session.link() == wanted;
            } catch (Refused | Unanswered trouble) {
                throw new IllegalStateException(trouble.getMessage());
            }
        });
    }

    private static String sha256(String password) {
        return UserChange.sha256(Password.of(password));
    }

    private static ClusterSession open(RedisServer server, String password) throws Exception {
        var login = Login.of(new AccountName(server.setup().admin().name()), Password.of(password));
        return new RedisNodes()
                .open(new Endpoint("127.0.0.1", server.port()), new Tls.Off(), login, () -> Duration.ofSeconds(5));
    }
}
