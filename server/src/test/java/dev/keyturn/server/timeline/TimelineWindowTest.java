// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.server.timeline.History.After;
import dev.keyturn.server.timeline.History.NextAccount;
import dev.keyturn.server.timeline.History.SetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineWindowTest {
    private static final Instant NOW = Sketch.at("2026-03-05T11:00");

    private static Sketch sketch() {
        return new Sketch()
                .published(3, "c", "2026-03-05T10:00")
                .old(2, "b", "2026-03-03T10:00", "2026-03-05T10:00", Optional.of(Duration.ofHours(24)));
    }

    private static Sketch every(Sketch sketch, String next) {
        return sketch.every("", next, new After.Grace(Duration.ofHours(24)), NextAccount.FRESH);
    }

    private static Window window(Sketch sketch, Range range) {
        return Window.of(sketch.history(), NOW, range);
    }

    private static Window between(String from, String to, Duration margin) {
        return new Window(Sketch.at(from).minus(margin), Sketch.at(to).plus(margin));
    }

    @Test
    void shows_a_cycle_from_the_publication_before_to_what_is_planned() {
        assertThat(window(every(sketch(), "2026-03-07T10:00"), Range.CYCLE))
                .isEqualTo(between(
                        "2026-03-03T10:00",
                        "2026-03-07T10:00",
                        Duration.ofDays(4).dividedBy(5)));
    }

    @Test
    void shows_a_quarter_more_where_nothing_is_planned() {
        Sketch sketch = new Sketch().published(1, "a", "2026-03-05T07:00");

        assertThat(window(sketch, Range.CYCLE))
                .isEqualTo(between("2026-03-05T07:00", "2026-03-05T12:00", Duration.ofHours(1)));
    }

    @Test
    void shows_an_overlap_to_the_end_of_the_last_old_set() {
        assertThat(window(sketch(), Range.OVERLAP))
                .isEqualTo(between(
                        "2026-03-05T10:00",
                        "2026-03-06T10:00",
                        Duration.ofHours(24).dividedBy(5)));
    }

    @Test
    void adds_ten_seconds_at_least() {
        Sketch sketch = new Sketch().published(1, "a", "2026-03-05T11:00:00");

        assertThat(window(sketch, Range.OVERLAP))
                .isEqualTo(between("2026-03-05T11:00", "2026-03-05T11:00", Duration.ofSeconds(10)));
    }

    @Test
    void leaves_now_outside_an_overlap_that_it_would_more_than_double() {
        Sketch late = new Sketch()
                .published(2, "b", "2026-03-05T10:00")
                .old(1, "a", "2026-03-05T09:00", "2026-03-05T10:00", Optional.of(Duration.ofMinutes(29)));
        Sketch early = new Sketch()
                .published(2, "b", "2026-03-05T10:00")
                .old(1, "a", "2026-03-05T09:00", "2026-03-05T10:00", Optional.of(Duration.ofMinutes(30)));

        assertThat(window(late, Range.OVERLAP).to()).isBefore(NOW);
        assertThat(window(early, Range.OVERLAP).to()).isAfter(NOW);
        assertThat(Timeline.svg(late.seen("2026-03-05T11:00", Range.OVERLAP), Profile.WIDE))
                .contains("now 11:00 →");
    }

    @Test
    void begins_with_the_open_candidate() {
        Sketch sketch = new Sketch()
                .candidate(2, "b", SetState.RESERVED, "2026-03-05T10:59:00")
                .published(1, "a", "2026-03-01T10:00");

        assertThat(window(sketch, Range.OVERLAP))
                .isEqualTo(between("2026-03-05T10:59", "2026-03-05T11:00", Duration.ofSeconds(12)));
    }

    @Test
    void shows_five_sets_of_the_history() {
        Sketch sketch = new Sketch();
        for (int version = 9; version > 1; version--) {
            sketch.published(version, "a", "2026-02-0" + version + "T10:00");
        }

        assertThat(window(sketch, Range.HISTORY).from())
                .isBetween(Sketch.at("2026-01-28T10:00"), Sketch.at("2026-02-05T10:00"));
    }

    @Test
    void prefers_the_overlap_while_something_happens_or_a_short_grace_runs() {
        Sketch open = new Sketch()
                .candidate(2, "b", SetState.BLOCKED, "2026-03-05T10:59:00")
                .published(1, "a", "2026-03-01T10:00");

        assertThat(Range.preferred(open.history(), NOW)).isEqualTo(Range.OVERLAP);
        assertThat(Range.preferred(every(sketch(), "2026-04-05T10:00").history(), NOW))
                .isEqualTo(Range.OVERLAP);
        assertThat(Range.preferred(every(sketch(), "2026-03-07T10:00").history(), NOW))
                .isEqualTo(Range.CYCLE);
        assertThat(Range.preferred(every(sketch(), "2026-04-05T10:00").history(), Sketch.at("2026-03-06T10:01")))
                .isEqualTo(Range.CYCLE);
    }

    @Test
    void is_drawn_again_when_a_pixel_has_passed() {
        assertThat(TimelineCase.RUN_OPEN.view().redrawAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(TimelineCase.TYPICAL_GRACE.view().redrawAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(TimelineCase.FAILED_AND_WAITING.view().redrawAfter())
                .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(14));
    }

    @Test
    void refuses_a_window_without_length_and_an_id_that_could_leave_its_attribute() {
        assertThatThrownBy(
                        () -> new TimelineView("t", NOW, Sketch.BERLIN, NOW, NOW, List.of(), new Next.Off(), List.of()))
                .hasMessageContaining("window");
        assertThatThrownBy(() -> new TimelineView(
                        "a\"b", NOW, Sketch.BERLIN, NOW, NOW.plusSeconds(1), List.of(), new Next.Off(), List.of()))
                .hasMessageContaining("id");
    }
}
