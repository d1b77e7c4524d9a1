// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.testkit.redis.RedisSetup.UsersIn;
import dev.keyturn.testkit.tls.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisServerIT {

    private final RedisSetup setup = RedisSetup.with(RedisBinary.chosen());

    @Test
    void runs_the_version_that_its_program_states() {
        try (var server = RedisServer.start(setup)) {
            assertThat(server.admin("INFO", "server").text())
                    .contains("redis_version:" + setup.binary().version());
        }
    }

    @Test
    void accepts_nobody_but_its_administrator() {
        try (var server = RedisServer.start(setup)) {
            assertThat(server.accepts("admin", setup.admin().password())).isTrue();
            assertThat(server.accepts("admin", "wrong")).isFalse();
            assertThat(server.connect().call("PING")).matches(reply -> reply.isFailure("NOAUTH"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_a_user_over_a_restart_only_where_it_was_saved(UsersIn place) {
        try (var server = RedisServer.start(setup.keeping(place))) {
            server.admin("ACL", "SETUSER", "app", "on", ">secret", "~*", "+get");
            switch (place) {
                case ACL_FILE -> server.admin("ACL", "SAVE");
                case CONFIGURATION -> server.admin("CONFIG", "REWRITE");
                case NOWHERE -> {}
            }

            server.kill();
            server.restart();

            assertThat(server.accepts("app", "secret")).isEqualTo(place != UsersIn.NOWHERE);
        }
    }

    @Test
    void answers_after_the_thaw_what_was_asked_in_the_frost() {
        try (var server = RedisServer.start(setup);
                var client = server.connectAsAdmin()) {
            server.freeze();
            client.send("ECHO", "still there");

            server.thaw();

            assertThat(client.read().text()).isEqualTo("still there");
        }
    }

    @Test
    void speaks_tls_under_a_certificate_of_the_test_authority() {
        try (var server = RedisServer.start(setup.tls(TestCertificates.issue("ip:127.0.0.1", "dns:localhost")))) {
            assertThat(server.admin("PING").text()).isEqualTo("PONG");
        }
    }

    @Test
    void links_replicas_and_lets_sentinels_see_them() {
        try (var replication = RedisReplication.start(setup, 2);
                var sentinels = RedisSentinels.watching(replication, 3)) {
            assertThat(replication.primary().admin("ROLE").items().get(2).items())
                    .hasSize(2);
            assertThat(sentinels
                            .servers()
                            .getFirst()
                            .admin("SENTINEL", "REPLICAS", "main")
                            .items())
                    .hasSize(2);
        }
    }

    @Test
    void forms_a_cluster_that_notices_a_dead_node() {
        try (var cluster = RedisCluster.start(setup, 3)) {
            var dead = cluster.servers().getLast();

            dead.kill();
            cluster.awaitFailed(dead);

            assertThat(cluster.servers().getFirst().admin("CLUSTER", "INFO").text())
                    .contains("cluster_state:fail");
        }
    }
}
