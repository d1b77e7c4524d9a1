// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.architecture;

import java.util.Set;

/// Everyone who may turn a password into text. A new line here is a decision: say in the review why the text is needed
/// there, and where it goes.
final class PasswordReaders {

    static final Set<String> ALL = Set.of(
            // what Redis stores and is sent instead: the SHA-256
            "dev.keyturn.targets.redis.UserChange",
            // AUTH, ours and the proof of a credential
            "dev.keyturn.targets.redis.NodeConnection",
            // says it to Redis, on a connection of a test or of the demo
            "dev.keyturn.testkit.redis.RedisConnection");

    private PasswordReaders() {}
}
