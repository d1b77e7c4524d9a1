// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.StatusBadge.Line;
import dev.keyturn.server.ui.part.StatusBadge.RowMark;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusBadgeTest {
    private static final Times TIMES =
            new Times(Instant.parse("2026-03-05T10:00:00Z"), Optional.of(ZoneId.of("Europe/Berlin")));

    /// `intent` is a state, with `+` while a run holds the lease.
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "blocked,   failed,  failing, 2026-03-01T10:00:00Z, true,  BLOCKED,  Blocked,             alert-octagon",
                "blocked+,  failed,  ok,      2026-03-17T10:00:00Z, true,  BLOCKED,  Blocked,             alert-octagon",
                "revoking,  failed,  ok,      2026-03-17T10:00:00Z, true,  BLOCKED,  Delete stopped,      alert-octagon",
                "revoking+, success, ok,      2026-03-17T10:00:00Z, true,  ROTATING, Deleting,            loader-2",
                "staged+,   failed,  failing, 2026-03-01T10:00:00Z, true,  ROTATING, Rotating,            loader-2",
                "staged,    failed,  failing, 2026-03-01T10:00:00Z, true,  FAILED,   Rotation Failed,     circle-x",
                "-,         failed,  ok,      -,                    false, FAILED,   Rotation Failed,     circle-x",
                "-,         success, failing, 2026-03-01T10:00:00Z, true,  REFUSED,  Login refused,       circle-x",
                "-,         success, ok,      2026-03-05T06:00:00Z, true,  OVERDUE,  Overdue 4 h,         clock-exclamation",
                "-,         success, ok,      2026-03-05T09:58:59Z, true,  OVERDUE,  Overdue 1 min 1 s,   clock-exclamation",
                "-,         success, ok,      2026-03-05T09:59:00Z, true,  SOON,     Rotates now,         clock",
                "-,         success, ok,      -,                    false, OFF,      Auto-Rotation off,   player-pause",
                "-,         success, ok,      2026-03-07T11:00:00Z, true,  SOON,     Rotates in 2 d 1 h,  clock",
                "retiring,  success, ok,      2026-03-12T09:59:59Z, true,  SOON,     Rotates in 6 d,      clock",
                "-,         success, ok,      2026-03-12T10:00:00Z, true,  LATER,    Rotates in 7 d,      clock",
                "-,         success, unknown, 2026-03-17T10:00:00Z, true,  LATER,    Rotates in 12 d,     clock",
            })
    void is_the_first_line_that_fits(
            @Nullable String intent,
            String status,
            String health,
            @Nullable String next,
            boolean automatic,
            Line line,
            String word,
            String icon) {
        var badge = StatusBadge.of(
                rotation(Optional.ofNullable(intent), status, health, Optional.ofNullable(next), automatic), TIMES);

        assertThat(badge.line()).isEqualTo(line);
        assertThat(badge.badge().word()).isEqualTo(word);
        assertThat(badge.badge().icon()).isEqualTo(icon);
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCKED, GONE, true",
        "ROTATING, NONE, false",
        "FAILED, GONE, true",
        "REFUSED, GONE, true",
        "OVERDUE, OLD, true",
        "OFF, NONE, false",
        "SOON, NONE, false",
        "LATER, NONE, false",
    })
    void marks_the_row_of_what_needs_somebody(Line line, RowMark mark, boolean needsSomebody) {
        assertThat(line.mark()).isEqualTo(mark);
        assertThat(line.needsSomebody()).isEqualTo(needsSomebody);
    }

    @Test
    void says_where_the_run_is() {
        var running = rotation(Optional.of("staged+"), "success", "ok", Optional.empty(), true);

        assertThat(StatusBadge.of(running, TIMES, "verify 1 of 2").badge())
                .isEqualTo(new Badge("Rotating: verify 1 of 2", "loader-2", Colour.CAND));
    }

    @Test
    void says_beside_a_failure_when_the_next_try_is() {
        var again = rotation(Optional.empty(), "failed", "ok", Optional.of("2026-03-06T11:29:00Z"), true);
        var off = rotation(Optional.empty(), "failed", "ok", Optional.empty(), false);

        assertThat(StatusBadge.of(again, TIMES).beside()).hasValueSatisfying(beside -> {
            assertThat(beside.words()).isEqualTo("next try");
            assertThat(beside.time().map(Moment::text)).contains("Fri 12:29");
        });
        assertThat(StatusBadge.of(off, TIMES).beside())
                .contains(new StatusBadge.Beside("no next try, auto-rotation is off", Optional.empty()));
    }

    @Test
    void an_open_intent_is_tried_again_also_without_a_schedule() {
        var waiting = object("""
                {"rotationStatus": "failed", "isAutoRotationEnabled": false, "nextRotationAt": null,
                 "intent": {"state": "staged", "running": false, "nextTryAt": "2026-03-05T10:04:00Z"}}""");

        assertThat(StatusBadge.of(waiting, TIMES).beside().flatMap(StatusBadge.Beside::time))
                .map(Moment::text)
                .contains("today 11:04");
    }

    @Test
    void the_second_badge_is_in_tables_only_what_is_not_fine_and_not_said_yet() {
        var fine = rotation(Optional.empty(), "success", "ok", Optional.empty(), false);
        var refused = rotation(Optional.empty(), "success", "failing", Optional.empty(), false);
        var failed = rotation(Optional.empty(), "failed", "failing", Optional.empty(), false);
        var unknown = rotation(Optional.empty(), "success", "unknown", Optional.empty(), false);

        assertThat(StatusBadge.of(fine, TIMES).loginIfNotFine(fine)).isEmpty();
        assertThat(StatusBadge.of(refused, TIMES).loginIfNotFine(refused)).isEmpty();
        assertThat(StatusBadge.of(failed, TIMES).loginIfNotFine(failed))
                .contains(new Badge("Login refused", "circle-x", Colour.BAD));
        assertThat(StatusBadge.of(unknown, TIMES).loginIfNotFine(unknown))
                .contains(new Badge("Not checked yet", "help-circle", Colour.OFF));
    }

    @Test
    void counts_the_nodes_that_were_logged_in_to() {
        var rotation = object("""
                {"health": {"status": "ok", "nodes": [{"node": "a", "status": "ok"}, {"node": "b", "status": "ok"}]}}""");

        assertThat(StatusBadge.login(rotation))
                .isEqualTo(new Badge("Logs in, 2 of 2 nodes", "circle-check", Colour.OK));
    }

    @Test
    void an_old_set_with_clients_says_how_long_it_lasts() {
        var end = Optional.of(Instant.parse("2026-03-06T09:00:00Z"));

        assertThat(StatusBadge.inUse(2, end, TIMES))
                .isEqualTo(new Badge("v2 in use, 23 h left", "hourglass", Colour.SOON));
        assertThat(StatusBadge.inUse(2, Optional.empty(), TIMES).word()).isEqualTo("v2 in use");
    }

    private static JsonNode rotation(
            Optional<String> intent, String status, String health, Optional<String> next, boolean automatic) {
        String open = intent.map(word -> """
                        {"state": "%s", "running": %s}""".formatted(word.replace("+", ""), word.endsWith("+")))
                .orElse("null");
        return object(
                """
                {"rotationStatus": "%s", "isAutoRotationEnabled": %s, "nextRotationAt": %s,
                 "health": {"status": "%s", "nodes": []}, "intent": %s}""".formatted(status, automatic, next.map(at -> '"' + at + '"').orElse("null"), health, open));
    }

    private static JsonNode object(String json) {
        return Json.read(json, JsonNode.class);
    }
}
