// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.timeline.Timeline;
import dev.keyturn.server.timeline.TimelineView;
import dev.keyturn.server.timeline.TimelineViews;
import dev.keyturn.server.ui.part.Times;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// What the API answers about the rotation of the guide's example, to be changed into another situation. It is 11:00 in
/// Berlin.
final class Sample {
    static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final JsonMapper JSON = new JsonMapper();

    final ObjectNode rotation;
    final ArrayNode sets;
    final ArrayNode attempts;
    final ObjectNode usage;
    private RotationAnswers.Usage seen;

    private Sample(JsonNode all) {
        this.rotation = (ObjectNode) all.get("secretRotation");
        this.sets = (ArrayNode) all.get("sets");
        this.attempts = (ArrayNode) all.get("attempts");
        this.usage = (ObjectNode) all.get("usage");
        this.seen = new RotationAnswers.Usage.Told(new Answer(usage));
    }

    static Sample typical() {
        try (InputStream in = Sample.class.getResourceAsStream("typical.json")) {
            return new Sample(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first set of a pair of users in PostgreSQL.
    static Sample pair() {
        Sample pair = typical().rotation("""
                {"name": "billing-postgres", "type": "postgres-credentials", "activeIndex": 0, "credentialVersion": 1,
                "gracePeriodSeconds": null, "intent": null, "lastRotatedAt": "2026-03-02T08:00:00.000Z",
                "parameters": {"username1": "billing_a", "username2": "billing_b"}}""");
        pair.sets.remove(0);
        pair.sets.remove(0);
        pair.attempts.removeAll();
        return pair.set(0, """
                {"state": "published", "username": "billing_a", "supersededAt": null, "plannedEndAt": null,
                "endedAt": null, "endReason": null, "clientsAtEnd": null}""").unused(1);
    }

    Sample rotation(String fields) {
        rotation.setAll(object(fields));
        return this;
    }

    Sample health(String fields) {
        ((ObjectNode) rotation.get("health")).setAll(object(fields));
        return this;
    }

    Sample set(int index, String fields) {
        ((ObjectNode) sets.get(index)).setAll(object(fields));
        return this;
    }

    /// A set that is newer than all others: what is not said of it is `null`.
    Sample candidate(String fields) {
        ObjectNode set = object("""
                {"credentialVersion": 4, "published": false, "username": "new", "state": "reserved",
                "reservedAt": "2026-03-05T09:59:48.000Z", "provedAt": null, "publishedAt": null, "supersededAt": null,
                "plannedEndAt": null, "holdUntil": null, "refusedSince": null, "endedAt": null, "endReason": null,
                "endedBy": null, "clientsAtEnd": null}""");
        set.setAll(object(fields));
        sets.insert(0, set);
        return this;
    }

    /// A run that is newer than all others.
    Sample run(String run) {
        attempts.insert(0, object(run));
        return this;
    }

    /// The old set has no clients.
    Sample unused(int index) {
        ((ArrayNode) usage.at("/sets/" + index + "/clients")).removeAll();
        return this;
    }

    Sample unavailable(String gap) {
        ((ArrayNode) usage.get("unavailable")).add(object(gap));
        return this;
    }

    Sample usage(RotationAnswers.Usage other) {
        seen = other;
        return this;
    }

    RotationAnswers answers() {
        ObjectNode page = JSON.createObjectNode();
        page.set("sets", sets);
        ObjectNode runs = JSON.createObjectNode();
        runs.set("attempts", attempts);
        return RotationAnswers.of(rotation, page, runs, seen);
    }

    TimelineView view() {
        return TimelineViews.of(RotationHistory.of(answers(), BERLIN), new TimelineViews.Look("t", NOW, BERLIN));
    }

    static Times times() {
        return new Times(NOW, Optional.of(BERLIN));
    }

    /// Refuses the published set and every other password, with a candidate in between.
    Sample blocked() {
        return candidate("""
                        {"username": "billing_b", "state": "blocked", "reservedAt": "2026-03-05T08:15:00.000Z"}""")
                .set(1, """
                        {"username": "billing_a", "state": "refused", "refusedSince": "2026-03-05T08:15:00.000Z"}""")
                .set(2, "{\"username\": \"billing_b\"}")
                .health("{\"status\": \"failing\"}")
                .rotation("""
                        {"rotationStatus": "failed", "intent": {"state": "blocked",
                        "since": "2026-03-05T08:15:00.000Z", "reason": "refused", "node": "pg-1:5432",
                        "credentialVersion": 4, "nextTryAt": "2026-03-05T10:14:00.000Z", "running": false}}""");
    }

    String sentence() {
        return Timeline.sentence(view()).text();
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
