// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import dev.keyturn.operator.crd.GoDuration;
import java.time.Instant;
import java.util.Optional;

/// The Secret with the published pair (contract §4.3).
///
/// @param activeFrom  since when its password is the published one
/// @param rotateAfter after how long it is rotated by itself; empty means never
public record AuthSecret(
        Optional<String> name,
        Optional<String> kind,
        Optional<String> apiGroup,
        Optional<String> secretStoreName,
        Optional<Boolean> externallyManaged,
        Optional<Instant> activeFrom,
        Optional<GoDuration> rotateAfter) {}
