// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisNodesIT {

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

    private static ClusterSession open(RedisServer server, String password) throws Exception {
        var login = Login.of(new AccountName(server.setup().admin().name()), Password.of(password));
        return new RedisNodes()
                .open(new Endpoint("127.0.0.1", server.port()), new Tls.Off(), login, () -> Duration.ofSeconds(5));
    }
}
