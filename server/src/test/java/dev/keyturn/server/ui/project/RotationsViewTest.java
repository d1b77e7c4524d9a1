// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.part.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RotationsViewTest {
    private static final Words WORDS = new Words(
            new Times(Instant.parse("2026-03-05T10:00:00Z"), Optional.of(ZoneId.of("Europe/Berlin"))), Map.of());
    private static final JsonNode SHOP = json("{\"name\": \"Shop\", \"slug\": \"shop\"}");
    private static final List<JsonNode> SOME = List.of(
            rotation("fine", "success", "null", "2026-04-05T10:00:00Z"),
            rotation("late", "success", "null", "2026-03-05T06:00:00Z"),
            rotation("stuck", "failed", "{\"state\": \"blocked\"}", "2026-04-05T10:00:00Z"),
            rotation("broken", "failed", "null", "2026-03-06T10:00:00Z"),
            rotation("also-broken", "failed", "null", "2026-03-06T10:00:00Z"));

    @Test
    void the_worst_come_first_and_among_like_ones_the_name_decides() {
        assertThat(view("", 100).items())
                .extracting(RotationItem::name)
                .containsExactly("stuck", "also-broken", "broken", "late", "fine");
    }

    @Test
    void a_status_shows_those_that_have_it() {
        assertThat(view("needs-you", 100).items()).hasSize(4);
        assertThat(view("overdue", 100).items()).extracting(RotationItem::name).containsExactly("late");
        assertThat(view("off", 100).items()).isEmpty();
    }

    @Test
    void counts_each_status_that_there_is_and_leads_to_it() {
        var view = view("failed", 100);

        assertThat(view.tabs())
                .extracting(tab -> tab.label() + " " + tab.count() + (tab.current() ? " *" : ""))
                .containsExactly("All 5", "Need you 4", "Blocked 1", "Failed 2 *", "Overdue 1", "Later 1");
        assertThat(view.address(view.tabs().get(0))).isEqualTo("/projects/shop/rotations");
        assertThat(view.address(view.tabs().get(3))).isEqualTo("/projects/shop/rotations?status=failed");
    }

    @Test
    void shows_no_more_than_asked_and_where_the_others_are() {
        List<JsonNode> many = IntStream.range(0, 150)
                .mapToObj(i -> rotation("r" + i, "success", "null", "2026-04-05T10:00:00Z"))
                .toList();

        var view = RotationsView.of(SHOP, many, "", 100, WORDS);

        assertThat(view.items()).hasSize(100);
        assertThat(view.more()).isEqualTo("/projects/shop/rotations?status=&rows=200");
        assertThat(RotationsView.of(SHOP, many, "", 200, WORDS).more()).isEmpty();
    }

    @Test
    void a_rule_is_told_in_words() {
        assertThat(RuleWords.of(json("""
                {"subject": "secrets", "action": ["edit", "delete"], "inverted": true,
                 "conditions": {"environment": {"$in": ["dev", "prod"]}, "secretPath": {"$glob": "/team/**"}}}""")))
                .isEqualTo(
                        "never secrets: edit, delete where environment is one of dev, prod and folder is like /team/**");
    }

    private static RotationsView view(String status, int rows) {
        return RotationsView.of(SHOP, SOME, status, rows, WORDS);
    }

    private static JsonNode rotation(String name, String status, String intent, String next) {
        return json("""
                {"id": "%s", "name": "%s", "type": "redis-credentials", "rotationStatus": "%s", "intent": %s,
                 "isAutoRotationEnabled": true, "nextRotationAt": "%s", "health": {"status": "ok", "nodes": []},
                 "environment": {"slug": "dev", "name": "Development"}, "folder": {"path": "/"},
                 "connection": {"name": "c"}, "connectionId": "c1", "credentialVersion": 1,
                 "lastRotatedAt": "2026-03-01T10:00:00Z"}""".formatted(name, name, status, intent, next));
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }
}
