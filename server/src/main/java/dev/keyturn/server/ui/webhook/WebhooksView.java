// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Ask;
import dev.keyturn.server.ui.part.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the page of webhooks shows.
///
/// @param project slug
/// @param tested  how a test that was just made ended, if it failed
public record WebhooksView(
        String project,
        String projectName,
        List<Choice> environments,
        List<WebhookRow> webhooks,
        Optional<Ask> ask,
        Optional<String> tested) {

    /// The events that a receiver can ask for; the first two go to all that name none.
    public static final List<Event> EVENTS = List.of(
            new Event("secrets.modified", "A secret was changed"),
            new Event("secrets.rotation-failed", "A rotation failed"),
            new Event("secrets.rotation-upcoming", "A rotation is near, 24 h before"),
            new Event("secrets.rotation-succeeded", "A rotation published a new credential"));

    /// @param name as the API calls it
    public record Event(String name, String meaning) {}

    public record Choice(String value, String label) {}

    static WebhooksView of(JsonNode project, JsonNode answer) {
        return new WebhooksView(
                project.path("slug").asText(),
                project.path("name").asText(),
                Fields.items(project, "environments")
                        .map(environment -> new Choice(
                                environment.path("slug").asText(),
                                environment.path("name").asText()))
                        .toList(),
                Fields.items(answer, "webhooks")
                        .map(WebhookRow::of)
                        .sorted(Comparator.comparing(WebhookRow::url))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    public String address() {
        return "/projects/" + ConsoleApi.encoded(project) + "/webhooks";
    }

    public String asking(String what, String id) {
        return address() + "?ask=" + what + (id.isEmpty() ? "" : "&id=" + id);
    }

    /// Where a form is sent.
    public String form(String what, String id) {
        return address() + "/" + what + (id.isEmpty() ? "" : "?id=" + id);
    }

    Optional<WebhookRow> find(String id) {
        return webhooks.stream().filter(webhook -> webhook.id().equals(id)).findFirst();
    }

    WebhooksView with(Optional<Ask> question) {
        return new WebhooksView(project, projectName, environments, webhooks, question, tested);
    }

    WebhooksView tested(String problem) {
        return new WebhooksView(project, projectName, environments, webhooks, ask, Optional.of(problem));
    }
}
