// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.webhook.EventName;
import dev.keyturn.server.webhook.Webhook;
import dev.keyturn.server.webhook.Webhook.LastCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A webhook as its project's admins see it: all but the key.
record WebhookJson(
        String id,
        String type,
        String projectId,
        String envId,
        In environment,
        String secretPath,
        String url,
        boolean isDisabled,
        Optional<List<Event>> eventsFilter,
        Optional<String> lastStatus,
        Optional<String> lastRunErrorMessage,
        Instant createdAt,
        Instant updatedAt) {

    record Event(String eventName) {}

    record In(String id, String name, String slug) {}

    static WebhookJson of(Webhook webhook, Environment environment) {
        return of(webhook, environment, webhook.last());
    }

    static WebhookJson of(Webhook webhook, Environment environment, Optional<LastCall> last) {
        return new WebhookJson(
                webhook.id().value(),
                webhook.type().wireName(),
                webhook.project().value(),
                environment.id().value(),
                new In(environment.id().value(), environment.name(), environment.slug()),
                webhook.path().toString(),
                webhook.receiver().url().toString(),
                webhook.disabled(),
                webhook.wanted().map(WebhookJson::filter),
                last.map(LastCall::status),
                last.flatMap(LastCall::error),
                webhook.createdAt(),
                webhook.updatedAt());
    }

    private static List<Event> filter(Set<EventName> names) {
        return names.stream().sorted().map(name -> new Event(name.wireName())).toList();
    }

    @Override
    public String toString() {
        return "webhook " + id;
    }
}
