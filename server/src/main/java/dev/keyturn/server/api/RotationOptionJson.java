// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.SecretsMapping;
import java.util.List;

/// A kind of rotation that is offered, with what a form proposes (API contract §2.5).
record RotationOptionJson(String name, String type, String connection, Template template) {
    record Template(SecretsMapping secretsMapping) {}

    /// Sorted by name.
    static final List<RotationOptionJson> ALL = List.of(new RotationOptionJson(
            RotationType.REDIS_CREDENTIALS.displayName(),
            RotationType.REDIS_CREDENTIALS.slug(),
            RotationType.REDIS_CREDENTIALS.app().name(),
            new Template(new SecretsMapping("REDIS_USERNAME", "REDIS_PASSWORD"))));
}
