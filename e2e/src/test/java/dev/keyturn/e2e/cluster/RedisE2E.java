// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;

/// A Redis of one node.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class RedisE2E extends DatabaseRows {

    RedisE2E() {
        super("redis", "redises.kubedb.com", "default", 6379, Sample::redis);
    }

    @Override
    void login(String address, int at, String name, String password) {
        try (var jedis = new Jedis(address, at)) {
            jedis.auth(name, password);
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }
}
