// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.connection.ConnectionId;
import java.time.Duration;
import java.util.Optional;

/// What the owner wants of a rotation, and may change.
///
/// @param timing     when runs are due
/// @param grace      how long the previous set lives after a publication; empty: until the next rotation
/// @param parameters what the type asks for
/// @param mapping    the secrets that consumers read
public record RotationSettings(
        String name,
        Optional<String> description,
        ConnectionId connection,
        Timing timing,
        Optional<Duration> grace,
        RedisParameters parameters,
        SecretsMapping mapping) {}
