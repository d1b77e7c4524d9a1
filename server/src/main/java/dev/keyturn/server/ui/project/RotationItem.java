// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.SetWords;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.Words;
import java.util.List;
import java.util.Optional;

/// A rotation in the list of all of a project.
///
/// @param place     environment and folder
/// @param further   the badges after the first
/// @param next      when it rotates next; empty if nobody planned that
public record RotationItem(
        String id,
        String name,
        String type,
        String href,
        String place,
        String placeHref,
        String connection,
        String connectionHref,
        StatusBadge status,
        List<Badge> further,
        SetWords sets,
        Optional<Moment> next) {

    /// @param project its slug
    static RotationItem of(JsonNode rotation, String project, Words words) {
        String id = rotation.path("id").asText();
        String base = ProjectRow.address(project);
        String environment = rotation.path("environment").path("slug").asText();
        String path = rotation.path("folder").path("path").asText();
        var status = StatusBadge.of(rotation, words.times());
        return new RotationItem(
                id,
                rotation.path("name").asText(),
                words.type(rotation.path("type").asText()),
                base + "/rotations/" + id,
                rotation.path("environment").path("name").asText(environment) + " " + path,
                base + "/" + ConsoleApi.encoded(environment) + "/secrets?path=" + ConsoleApi.encoded(path),
                rotation.path("connection").path("name").asText(),
                "/connections/"
                        + ConsoleApi.encoded(rotation.path("connectionId").asText()),
                status,
                status.loginIfNotFine(rotation).stream().toList(),
                SetWords.of(rotation, List.of(), words.times()),
                Fields.time(rotation, "nextRotationAt").map(words.times()::near));
    }
}
