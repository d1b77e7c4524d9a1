// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.target.TargetType;
import java.util.List;
import java.util.Optional;

/// A kind of rotation that is offered (API contract §2.7).
///
/// @param slug        as in addresses: `redis-credentials`
/// @param displayName as people read it: `Redis Credentials`
/// @param app         the engine whose connections fit
public record RotationType(String slug, String displayName, TargetType app) {
    public static final RotationType REDIS_CREDENTIALS =
            new RotationType("redis-credentials", "Redis Credentials", TargetType.REDIS);

    /// Every kind, by name.
    public static final List<RotationType> ALL = List.of(REDIS_CREDENTIALS);

    public static Optional<RotationType> of(String slug) {
        return ALL.stream().filter(type -> type.slug.equals(slug)).findFirst();
    }
}
