// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.time.Instant;
import java.util.Optional;

/// A client secret, which nobody can be shown again.
///
/// @param prefix  its first letters, by which its owner knows it
/// @param uses    how often it was used, and how often it may be
/// @param expires when it ends; empty if it does not
/// @param state   in one word
/// @param usable  whether somebody can still log in with it
public record ClientSecretRow(
        String id,
        String prefix,
        String description,
        String uses,
        Optional<Moment> expires,
        Optional<Moment> made,
        String state,
        boolean usable) {

    static ClientSecretRow of(JsonNode secret, Times times) {
        long uses = secret.path("clientSecretNumUses").asLong();
        long limit = secret.path("clientSecretNumUsesLimit").asLong();
        long ttl = secret.path("clientSecretTTL").asLong();
        Optional<Instant> made = Fields.time(secret, "createdAt");
        Optional<Instant> end = made.filter(_ -> ttl > 0).map(at -> at.plusSeconds(ttl));
        String state = state(secret, end, times.now(), limit > 0 && uses >= limit);
        return new ClientSecretRow(
                secret.path("id").asText(),
                secret.path("clientSecretPrefix").asText(),
                secret.path("description").asText(),
                limit > 0 ? uses + " of " + limit : Long.toString(uses),
                end.map(times::near),
                made.map(times::near),
                state,
                state.equals("usable"));
    }

    private static String state(JsonNode secret, Optional<Instant> end, Instant now, boolean usedUp) {
        if (secret.path("isClientSecretRevoked").asBoolean()) {
            return "revoked";
        }
        if (end.filter(at -> !at.isAfter(now)).isPresent()) {
            return "ended";
        }
        return usedUp ? "used up" : "usable";
    }
}
