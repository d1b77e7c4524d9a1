// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import java.util.Optional;

/// The RedisSentinel that watches a database.
public record SentinelRef(String name, Optional<String> namespace) {}
