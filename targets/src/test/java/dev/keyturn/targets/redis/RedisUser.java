// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RespReply;
import java.util.List;

/// What a server itself says about one of its users.
///
/// @param rules the whole answer, as text
record RedisUser(List<String> flags, List<String> hashes, String rules) {

    static RedisUser of(RedisServer server, String name) {
        RespReply user = server.admin("ACL", "GETUSER", name);
        return new RedisUser(texts(user, "flags"), texts(user, "passwords"), user.toString());
    }

    private static List<String> texts(RespReply user, String key) {
        List<RespReply> pairs = user.items();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i).text().equals(key)) {
                return pairs.get(i + 1).items().stream().map(RespReply::text).toList();
            }
        }
        throw new IllegalStateException("the server says nothing about " + key);
    }
}
