// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.server.ui.part.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewViewTest {
    private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");
    private static final Times TIMES = new Times(NOW, Optional.of(ZoneId.of("Europe/Berlin")));
    private static final JsonNode SHOP = json("{'name':'Shop','slug':'shop','id':'p'}");

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Seen seen(String name, String fields) {
        return Seen.of(
                SHOP,
                json(
                        "{'id':'%s','name':'%s','type':'redis-credentials','environment':{'slug':'prod'},'folder':{'path':'/'},"
                                        .formatted(name, name)
                                + "'rotationStatus':'success','isAutoRotationEnabled':true,'credentialVersion':3,"
                                + "'nextRotationAt':'2026-03-20T10:00:00.000Z'" + (fields.isEmpty() ? "" : "," + fields)
                                + "}"),
                TIMES);
    }

    /// Jackson keeps the last of two fields of one name.
    private static OverviewView view(Seen... all) {
        return OverviewView.of(
                new OverviewView.Scope(List.of(new OverviewView.Add("Shop", "/projects/shop/rotations/new"))),
                List.of(all),
                List.of(),
                List.of(),
                TIMES);
    }

    @Test
    void the_worst_comes_first_and_says_what_is_safe() {
        var view = view(
                seen("fine", "'health':{'status':'ok','checkedAt':'2026-03-05T09:56:00.000Z'}"),
                seen(
                        "failed",
                        "'rotationStatus':'failed','lastRotationMessage':'verify on node cache-2:6379: timed out',"
                                + "'health':{'status':'ok','checkedAt':'2026-03-05T09:56:00.000Z'}"),
                seen(
                        "blocked",
                        "'intent':{'state':'blocked','since':'2026-03-05T08:15:00.000Z',"
                                + "'reason':'pg-1:5432 accepts no password that Keyturn holds.'}"),
                seen("late", "'nextRotationAt':'2026-03-05T06:00:00.000Z'"));

        assertThat(view.troubles())
                .extracting(trouble -> trouble.site().name())
                .containsExactly("blocked", "failed", "late");
        assertThat(view.troubles())
                .extracting(OverviewView.Trouble::sentence)
                .containsExactly(
                        "pg-1:5432 accepts no password that Keyturn holds. v3 is published; not checked yet.",
                        "verify on node cache-2:6379: timed out. v3 is published and logged in 4 min ago.",
                        "v3 is published; not checked yet.");
        assertThat(view.troubles()).extracting(OverviewView.Trouble::button).containsExactly("Decide", "Open", "Open");
        assertThat(view.counts().getFirst().detail()).isEqualTo("1 blocked, 1 failed, 1 overdue");
        assertThat(view.extent()).isEqualTo("4 rotations in 1 project");
        assertThat(view.fine()).isEqualTo(1);
        assertThat(view.counts()).extracting(OverviewView.Count::number).containsExactly(3L, 0L, 0L, 0L, 2L);
    }

    @Test
    void says_what_comes_next_when_nothing_needs_anybody() {
        var view = view(seen("later", ""), seen("sooner", "'nextRotationAt':'2026-03-06T20:30:00.000Z'"));

        assertThat(view.troubles()).isEmpty();
        assertThat(view.nextQuietly().orElseThrow().site().name()).isEqualTo("sooner");
    }

    @Test
    void draws_what_is_due_in_the_next_day_in_lanes_that_do_not_meet() {
        var due = IntStream.range(0, 8)
                .mapToObj(i ->
                        seen("rotation-number-" + i, "'nextRotationAt':'2026-03-05T10:%02d:00.000Z'".formatted(10 + i)))
                .toList();

        var strip = DueStrip.of(due, TIMES);

        assertThat(strip.items()).hasSize(3);
        assertThat(strip.items()).extracting(DueStrip.Item::y).doesNotHaveDuplicates();
        assertThat(strip.more()).extracting(DueStrip.More::text).containsExactly("+5");
        assertThat(strip.ticks()).extracting(DueStrip.Tick::label).contains("now 11:00", "15:00", "03:00");
    }

    @Test
    void a_name_late_in_the_day_stands_left_of_its_diamond() {
        var strip = DueStrip.of(List.of(seen("late", "'nextRotationAt':'2026-03-06T09:30:00.000Z'")), TIMES);

        assertThat(strip.items().getFirst().anchor()).isEqualTo("end");
        assertThat(strip.items().getFirst().labelX())
                .isLessThan(strip.items().getFirst().x());
        assertThat(strip.items().getFirst().x()).isLessThan(DueStrip.RIGHT);
    }

    @Test
    void a_rotation_without_automatic_starts_is_never_due() {
        var view = view(seen("off", "'isAutoRotationEnabled':false,'nextRotationAt':'2026-03-05T12:00:00.000Z'"));

        assertThat(view.due().items()).isEmpty();
    }

    @Test
    void shows_old_sets_that_log_in_and_no_others() {
        var sets = json("{'sets':[{'credentialVersion':3,'published':true},"
                + "{'credentialVersion':2,'published':true,'supersededAt':'2026-03-05T09:00:00.000Z','state':'old',"
                + "'plannedEndAt':'2026-03-06T09:00:00.000Z'},"
                + "{'credentialVersion':1,'published':true,'supersededAt':'2026-03-01T09:00:00.000Z',"
                + "'endedAt':'2026-03-02T09:00:00.000Z'}]}");

        var old = OldSets.of(seen("shop", ""), sets, TIMES);

        assertThat(old).singleElement().satisfies(set -> {
            assertThat(set.version()).isEqualTo(2);
            assertThat(set.end()).isEqualTo("logs in until Fri 10:00");
            assertThat(set.left().word()).isEqualTo("23 h left");
        });
    }

    @Test
    void a_run_says_what_it_published_and_how_long_it_took_on_how_many_nodes() {
        var attempt = json(
                "{'outcome':'success','credentialVersion':4,'startedAt':'2026-03-05T09:00:00.000Z',"
                        + "'finishedAt':'2026-03-05T09:00:00.340Z','steps':[{'node':'a'},{'node':'b'},{'node':'a'},{'node':null}]}");

        var run = Runs.of(seen("shop", ""), attempt, TIMES);

        assertThat(run.result().word()).isEqualTo("v4 published");
        assertThat(run.facts()).isEqualTo("0.3 s, 2 nodes");
    }
}
