// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a receiver is sent, in its own form.
final class Payload {
    private static final Map<String, String> LABELS = labels();

    private Payload() {}

    static String of(WebhookType type, Happening happening) {
        byte[] utf8 = Json.write(
                switch (type) {
                    case GENERAL -> general(happening);
                    case SLACK -> slack(happening);
                    case MICROSOFT_TEAMS -> teams(happening);
                });
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> general(Happening happening) {
        var body = new LinkedHashMap<String, Object>();
        body.put("event", happening.name().wireName());
        body.put("project", happening.project());
        body.put("timestamp", happening.at().toEpochMilli());
        return body;
    }

    private static Map<String, Object> slack(Happening happening) {
        List<Map<String, Object>> fields = facts(happening).entrySet().stream()
                .map(fact -> Map.<String, Object>of("title", fact.getKey(), "value", fact.getValue(), "short", false))
                .toList();
        return Map.of(
                "text", sentence(happening.name()),
                "attachments", List.of(Map.of("color", colour(happening.name()), "fields", fields)));
    }

    private static Map<String, Object> teams(Happening happening) {
        List<Map<String, String>> facts = facts(happening).entrySet().stream()
                .map(fact -> Map.of("title", fact.getKey(), "value", fact.getValue()))
                .toList();
        var heading = Map.of(
                "type",
                "TextBlock",
                "size",
                "Medium",
                "weight",
                "Bolder",
                "wrap",
                true,
                "text",
                sentence(happening.name()));
        var card = Map.of(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "body",
                List.of(heading, Map.of("type", "FactSet", "facts", facts)));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static String sentence(EventName name) {
        return switch (name) {
            case SECRETS_MODIFIED -> "Secrets were added, changed or removed.";
            case ROTATION_FAILED -> "A secret rotation failed.";
            case ROTATION_UPCOMING -> "A secret rotation is coming up.";
            case ROTATION_SUCCEEDED -> "A secret was rotated.";
            case TEST -> "This is a test of the webhook.";
        };
    }

    private static String colour(EventName name) {
        return name == EventName.ROTATION_FAILED ? "#D83A34" : "#E7F256";
    }

    /// What people want to read, without ids where there is a name.
    private static Map<String, String> facts(Happening happening) {
        var facts = new LinkedHashMap<String, String>();
        LABELS.forEach((key, label) -> Optional.ofNullable(happening.project().get(key))
                .filter(value -> !value.equals(Optional.empty()))
                .ifPresent(value -> facts.put(
                        label, String.valueOf(value instanceof Optional<?> some ? some.orElseThrow() : value))));
        return facts;
    }

    private static Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("projectName", "Project");
        labels.put("environment", "Environment");
        labels.put("secretPath", "Secret path");
        labels.put("rotationName", "Rotation");
        labels.put("errorMessage", "Error");
        labels.put("startsAt", "Starts at");
        labels.put("credentialVersion", "Version");
        labels.put("nextRotationAt", "Next rotation");
        return labels;
    }
}
