// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;

/// One entry of the log.
///
/// @param whoIcon person, machine or the server itself
/// @param didIcon empty for what is quiet
/// @param type    as the API calls it
public record AuditRow(
        String id,
        Moment when,
        String who,
        String whoIcon,
        String did,
        String didIcon,
        String didLook,
        String type,
        Subject to,
        String detail,
        String from) {
    private static final String FAILED = "-failed";

    static AuditRow of(JsonNode entry, Names names, Times times) {
        var event = entry.path("event");
        var metadata = event.path("metadata");
        String told = event.path("type").asText();
        boolean refused = told.endsWith(FAILED);
        String type = refused ? told.substring(0, told.length() - FAILED.length()) : told;
        boolean success = !refused
                && !metadata.path("status").asText().equals("failed")
                && !metadata.path("outcome").asText().equals("failed");
        var actor = actor(type, entry);
        var verb = Verb.of(type, metadata);
        return new AuditRow(
                entry.path("id").asText(),
                times.logged(Fields.time(entry, "createdAt").orElse(times.now())),
                who(actor, names),
                icon(actor),
                verb.words(success),
                verb.icon(success),
                verb.look(success),
                told,
                Subject.of(type, entry, names),
                Detail.of(type, metadata),
                Fields.text(entry, "ipAddress").orElse("–"));
    }

    /// Who signs in or out is not signed in while that is told.
    private static JsonNode actor(String type, JsonNode entry) {
        var metadata = entry.path("event").path("metadata");
        return type.endsWith("-user") && metadata.has("email") && metadata.has("userId") && type.startsWith("log")
                ? Json.object().put("type", "user").set("metadata", metadata)
                : entry.path("actor");
    }

    private static String who(JsonNode actor, Names names) {
        var metadata = actor.path("metadata");
        return switch (actor.path("type").asText()) {
            case "user" -> Fields.text(metadata, "email").orElse("somebody");
            case "identity" ->
                Fields.text(metadata, "name")
                        .or(() -> Fields.text(metadata, "identityId")
                                .map(id -> names.actor(id).orElse(id)))
                        .orElse("a machine");
            default -> "Keyturn";
        };
    }

    private static String icon(JsonNode actor) {
        return switch (actor.path("type").asText()) {
            case "user" -> "user";
            case "identity" -> "key";
            default -> "server-2";
        };
    }
}
