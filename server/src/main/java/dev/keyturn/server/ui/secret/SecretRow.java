// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.util.Optional;

/// A secret in the table, without its value.
///
/// @param version  of a rotated secret that of its set
/// @param rotation the id of the rotation that writes it
/// @param edit     where it is changed; empty for a rotated one
public record SecretRow(
        String id,
        String name,
        long version,
        Optional<Moment> changed,
        String comment,
        Optional<String> rotation,
        String edit,
        String delete) {

    static SecretRow of(JsonNode secret, SecretsAddress address, Times times) {
        String name = secret.path("secretKey").asText();
        long version = secret.path("version").asLong();
        return new SecretRow(
                secret.path("id").asText(),
                name,
                secret.path("credentialVersion").asLong(version),
                Fields.time(secret, "updatedAt").map(times::near),
                secret.path("secretComment").asText(),
                secret.path("isRotatedSecret").asBoolean() ? Fields.text(secret, "rotationId") : Optional.empty(),
                address.asking("edit-secret", name),
                address.asking("delete-secret", name));
    }

    public boolean isRotated() {
        return rotation.isPresent();
    }
}
