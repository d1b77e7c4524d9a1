// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import java.time.Instant;
import java.util.Optional;

/// When the published pair last changed.
public record AuthSecretStatus(Optional<Instant> lastUpdateTimestamp) {}
