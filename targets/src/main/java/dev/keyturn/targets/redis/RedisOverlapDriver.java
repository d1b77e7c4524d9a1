// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.node.OverlapDriver;
import dev.keyturn.core.target.TargetDriver;

/// Redis whose user `default` is the one that every client uses, ours included.
public record RedisOverlapDriver(RedisDriver server) implements OverlapDriver {

    @Override
    public TargetDriver of(AccountName next, AccountName former) {
        return server;
    }
}
