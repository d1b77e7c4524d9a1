// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.webhook.WebhooksView.Event;
import java.util.List;

/// Does what the forms of the page ask.
final class WebhookForms {
    static final List<String> ALL = List.of("add", "events", "on", "off", "delete", "test");

    private static final String WEBHOOKS = "/api/v1/webhooks";

    private final ConsoleApi api;

    WebhookForms(ConsoleApi api) {
        this.api = api;
    }

    /// @param project its id
    ApiAnswer answer(String what, Visit visit, Input form, String project, String id) {
        return switch (what) {
            case "add" -> api.post(visit, WEBHOOKS, webhook(form).put("projectId", project));
            case "events" -> api.patch(visit, at(id), withEvents(Json.object(), form));
            case "on" -> api.patch(visit, at(id), Json.object().put("isDisabled", false));
            case "off" -> api.patch(visit, at(id), Json.object().put("isDisabled", true));
            case "delete" -> api.delete(visit, at(id), Json.object());
            case "test" -> api.post(visit, at(id) + "/test", Json.object());
            default -> throw ApiError.notFound("There is no such form");
        };
    }

    private static ObjectNode webhook(Input form) {
        var body = Json.object()
                .put("type", text(form, "type"))
                .put("environment", text(form, "environment"))
                .put("webhookUrl", text(form, "webhookUrl"))
                .put("secretPath", text(form, "secretPath").isEmpty() ? "/" : text(form, "secretPath"));
        String key = text(form, "webhookSecretKey");
        if (!key.isEmpty()) {
            body.put("webhookSecretKey", key);
        }
        return withEvents(body, form);
    }

    /// None ticked: what every receiver gets.
    private static ObjectNode withEvents(ObjectNode body, Input form) {
        List<String> names = WebhooksView.EVENTS.stream()
                .map(Event::name)
                .filter(name -> !text(form, "event." + name).isEmpty())
                .toList();
        if (names.isEmpty()) {
            body.putNull("eventsFilter");
        } else {
            var filter = body.putArray("eventsFilter");
            names.forEach(name -> filter.addObject().put("eventName", name));
        }
        return body;
    }

    private static String text(Input form, String name) {
        return form.text(name).trimmed().or("");
    }

    private static String at(String id) {
        if (id.isEmpty()) {
            throw ApiError.badRequest("The form does not say which webhook it is about");
        }
        return WEBHOOKS + "/" + ConsoleApi.encoded(id);
    }
}
