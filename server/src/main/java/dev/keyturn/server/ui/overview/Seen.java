// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.Times;
import java.time.Instant;
import java.util.Optional;

/// One rotation as the overview needs it.
///
/// @param json as the API answers it
record Seen(JsonNode json, OverviewView.Site site, StatusBadge status) {

    /// @param project as the API answers it
    static Seen of(JsonNode project, JsonNode rotation, Times times) {
        var path = rotation.path("folder").path("path").asText();
        var place = project.path("name").asText() + " / "
                + rotation.path("environment").path("slug").asText() + " " + path;
        var address = "/projects/" + ConsoleApi.encoded(project.path("slug").asText()) + "/rotations/"
                + rotation.path("id").asText();
        return new Seen(
                rotation,
                new OverviewView.Site(rotation.path("name").asText(), address, place),
                StatusBadge.of(rotation, times));
    }

    Optional<Instant> next() {
        return Fields.time(json, "nextRotationAt");
    }

    boolean automatic() {
        return json.path("isAutoRotationEnabled").asBoolean();
    }

    /// When the published set last logged in on every node; empty if the last check said otherwise.
    Optional<Instant> provedAt() {
        var health = json.path("health");
        return health.path("status").asText().equals("ok") ? Fields.time(health, "checkedAt") : Optional.empty();
    }

    Instant attemptedAt() {
        return Fields.time(json, "lastRotationAttemptedAt").orElse(Instant.EPOCH);
    }

    long version() {
        return json.path("credentialVersion").asLong();
    }

    /// Where the API has it.
    String apiPath() {
        return "/api/v2/secret-rotations/" + json.path("type").asText() + "/"
                + json.path("id").asText();
    }
}
