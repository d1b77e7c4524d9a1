// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.testkit.redis.RedisBinary;

/// The machine's own Redis, for what the embedded 6.2 does not know.
public final class Redis7 {

    static final String MISSING =
            "not run: there is no redis-server of version 7 at /usr/bin; the embedded 6.2 has no selectors, %R~ and CLUSTER SHARDS";

    private Redis7() {}

    public static boolean isInstalled() {
        return RedisBinary.system()
                .filter(binary -> binary.version().isAtLeast(7, 0))
                .isPresent();
    }

    static RedisBinary binary() {
        return RedisBinary.system().orElseThrow();
    }
}
