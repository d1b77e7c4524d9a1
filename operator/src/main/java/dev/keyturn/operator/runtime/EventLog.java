// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events, which people see beside an object. The same one again only counts up. It never fails: who tells of
/// something goes on when nobody can be told. Safe for many threads.
public final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int REMEMBERED = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int ALREADY_THERE = 409;

    private final KubernetesClient client;
    private final InstantSource clock;
    private final String source;
    private final Map<String, Integer> counts = new Remembered();

    /// @param source which part of the operator speaks
    public EventLog(KubernetesClient client, InstantSource clock, String source) {
        this.client = client;
        this.clock = clock;
        this.source = source;
    }

    /// Something that belongs to the usual course.
    public void normal(HasMetadata about, String reason, String message) {
        write(about, "Normal", reason, message);
    }

    /// Something that a person should look at.
    public void warning(HasMetadata about, String reason, String message) {
        write(about, "Warning", reason, message);
    }

    private void write(HasMetadata about, String type, String reason, String message) {
        var event = event(about, type, reason, message, clock.instant());
        try {
            create(event);
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("about", about.getMetadata().getName())
                    .addKeyValue("reason", reason)
                    .addKeyValue("code", e.getCode())
                    .log("an event could not be written");
        }
    }

    private void create(Event event) {
        var name = event.getMetadata().getName();
        var count = count(name);
        if (count == 1) {
            try {
                client.resource(event).create();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != ALREADY_THERE) {
                    throw e;
                }
                count = count(name);
            }
        }
        client.v1()
                .events()
                .inNamespace(event.getMetadata().getNamespace())
                .withName(name)
                .patch(MERGE, "{\"count\": %d, \"lastTimestamp\": \"%s\"}".formatted(count, event.getLastTimestamp()));
    }

    private int count(String name) {
        synchronized (counts) {
            return counts.merge(name, 1, Integer::sum);
        }
    }

    private Event event(HasMetadata about, String type, String reason, String message, Instant now) {
        var metadata = about.getMetadata();
        var namespace = Optional.ofNullable(metadata.getNamespace()).orElse("default");
        var seconds = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(about, type, reason, message))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .withNewSource()
                .withComponent(source)
                .endSource()
                .withReportingComponent(source)
                .withFirstTimestamp(seconds)
                .withLastTimestamp(seconds)
                .withCount(1)
                .build();
    }

    /// The same for the same happening, so that the second one is known as such.
    static String name(HasMetadata about, String type, String reason, String message) {
        var content = String.join("\n", String.valueOf(about.getMetadata().getUid()), type, reason, message);
        var object = about.getMetadata().getName();
        return object.substring(0, Math.min(object.length(), LONGEST_NAME))
                + "."
                + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, 16);
    }

    /// Forgets what was told of longest ago.
    private static final class Remembered extends LinkedHashMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    }
}
