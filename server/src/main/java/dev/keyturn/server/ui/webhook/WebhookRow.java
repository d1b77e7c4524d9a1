// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Fields;
import java.util.List;
import java.util.Optional;

/// A webhook in the table.
///
/// @param events  names of events; empty for those that every receiver gets
/// @param last    how the last call went
/// @param problem why it failed
/// @param isOn    whether it is called
public record WebhookRow(
        String id,
        String url,
        String type,
        String environment,
        String path,
        List<String> events,
        Badge last,
        Optional<String> problem,
        boolean isOn) {

    static WebhookRow of(JsonNode webhook) {
        String status = webhook.path("lastStatus").asText("");
        return new WebhookRow(
                webhook.path("id").asText(),
                webhook.path("url").asText(),
                typeName(webhook.path("type").asText()),
                webhook.path("environment").path("name").asText(),
                webhook.path("secretPath").asText(),
                Fields.items(webhook, "eventsFilter")
                        .map(event -> event.path("eventName").asText())
                        .toList(),
                last(webhook.path("isDisabled").asBoolean(), status),
                Fields.text(webhook, "lastRunErrorMessage"),
                !webhook.path("isDisabled").asBoolean());
    }

    private static Badge last(boolean off, String status) {
        if (off) {
            return new Badge("Switched off", "player-pause", Colour.OFF);
        }
        return switch (status) {
            case "success" -> new Badge("Delivered", "circle-check", Colour.OK);
            case "failed" -> new Badge("Not delivered", "circle-x", Colour.BAD);
            default -> new Badge("Not called yet", "help-circle", Colour.OFF);
        };
    }

    static String typeName(String type) {
        return switch (type) {
            case "slack" -> "Slack";
            case "microsoft-teams" -> "Microsoft Teams";
            default -> "General";
        };
    }
}
