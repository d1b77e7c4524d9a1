// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.core.credential.Login;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;

/// A Redis of one node that cannot be rotated as it should.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class RedisTroubleE2E extends TroubleRows {

    RedisTroubleE2E() {
        super(Engine.REDIS);
    }

    /// The one account may not change accounts any more; another one gives it its right back.
    @Override
    AutoCloseable refusingTheChange(Login login) {
        String password = orders().database().password();
        String address = orders().database().podAddress("orders-0");
        try (var jedis = new Jedis(address, 6379)) {
            jedis.auth("default", password);
            jedis.aclSetUser("rescuer", "on", ">rescues-the-other-one", "~*", "&*", "+@all");
            jedis.aclSetUser("default", "-acl|setuser");
        }
        return () -> {
            try (var jedis = new Jedis(address, 6379)) {
                jedis.auth("rescuer", "rescues-the-other-one");
                jedis.aclSetUser("default", "+@all");
                jedis.aclDelUser("rescuer");
            }
        };
    }
}
