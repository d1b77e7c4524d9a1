// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import java.util.Map;
import java.util.Optional;

/// Own settings of Redis, and users beside the rotated one.
public record RedisConfiguration(Optional<String> secretName, Map<String, String> inline, Optional<Acl> acl) {}
