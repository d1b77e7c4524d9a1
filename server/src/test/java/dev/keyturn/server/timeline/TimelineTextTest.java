// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.History.StepFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTextTest {
    private static final Times TIMES = new Times(Sketch.at("2026-03-05T11:00"), Sketch.BERLIN);

    @ParameterizedTest
    @CsvSource({
        "PT12S, 12 s",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT1M30S, 1 min 30 s",
        "PT4M20S, 4 min",
        "PT2H10M, 2 h 10 min",
        "PT23H, 23 h",
        "PT25H, 1 d 1 h",
        "PT49H29M, 2 d 1 h",
        "P27DT15H, 27 d",
        "P59D, 59 d",
        "P60D, 2 mo",
        "P197D, 6 mo"
    })
    void says_a_distance_in_one_unit_and_in_two_below_three(String length, String said) {
        assertThat(Lengths.relative(Duration.parse(length))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.4S, 0.4 s",
        "PT2S, 2 s",
        "PT40S, 40 s",
        "PT43M, 43 min",
        "PT23H59M59.94S, 24 h",
        "PT24H, 24 h",
        "PT36H, 36 h",
        "P7D, 7 d",
        "P30D, 30 d"
    })
    void measures_up_to_three_days_in_hours(String length, String said) {
        assertThat(Lengths.measured(Duration.parse(length).plusMillis(0))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T09:15, 09:15, 09:15, Thu 09:15, Thu 5 Mar 09:15",
        "2026-03-06T10:00, Fri 6 Mar 10:00, Fri 10:00, Fri 10:00, Fri 6 Mar 10:00",
        "2026-04-02T03:15, Thu 2 Apr 03:15, 2 Apr 03:15, 2 Apr 03:15, Thu 2 Apr 03:15",
        "2025-08-20T09:00, Wed 20 Aug 2025 09:00, 20 Aug 2025, 20 Aug 2025, Wed 20 Aug 2025"
    })
    void says_an_instant_as_short_as_its_place_allows(
            String time, String date, String near, String weekday, String always) {
        assertThat(TIMES.date(Sketch.at(time))).isEqualTo(date);
        assertThat(TIMES.near(Sketch.at(time))).isEqualTo(near);
        assertThat(TIMES.weekday(Sketch.at(time))).isEqualTo(weekday);
        assertThat(TIMES.always(Sketch.at(time))).isEqualTo(always);
    }

    @Test
    void tells_the_typical_case_in_one_sentence() {
        Sentence sentence = Timeline.sentence(TimelineCase.TYPICAL_GRACE.view());

        assertThat(sentence.text())
                .isEqualTo("v3 is published and logs in on 2 nodes. v2 still logs in until Fri 6 Mar 10:00, "
                        + "2 clients use it: legacy-report on 10.1.4.9. Next rotation Sat 7 Mar 12:29.");
        assertThat(sentence.parts())
                .filteredOn(Sentence.Part::fact)
                .extracting(Sentence.Part::text)
                .containsExactly("2 clients use it: legacy-report on 10.1.4.9.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUBLISHED_REFUSED | v7 is published but refused by pg-1 since 09:15.",
                "FIRST_ISSUE_OF_REDIS | v1 is published; not checked yet.",
                "NO_GRACE | v2 still logs in until the next rotation, nobody uses it.",
                "HELD_WITHOUT_EVIDENCE | v5 still logs in until 15:00 at the latest, cannot tell who uses it.",
                "FAILED_AND_UNDONE | The last run failed at verify on cache-2:6379. Next try Fri 6 Mar 12:29.",
                "BLOCKED | Keyturn needs a decision.",
                "RUN_OPEN | The next set is being proved: verify, node 2 of 2.",
                "OVERDUE | Overdue since 07:00: waits for nightly-job on 10.2.0.31, until 15:00 at the latest.",
                "AUTO_OFF | Auto-rotation is off.",
                "MANY_ENDED | 4 clients use it: a<b>&\"c\" on 10.1.4.8, etl on 10.1.4.9 and 1 more host."
            })
    void says_what_applies(TimelineCase situation, String part) {
        assertThat(Timeline.sentence(situation.view()).text()).contains(part);
    }

    @Test
    void names_no_client_to_who_may_not_know() {
        Sketch sketch = new Sketch()
                .published(2, "b", "2026-03-05T08:00")
                .old(1, "a", "2026-03-03T08:00", "2026-03-05T08:00", Optional.empty())
                .used(1, "secret-client", "10.9.9.9", 1)
                .usage(new History.UsageFacts.Withheld());
        TimelineView view = sketch.seen("2026-03-05T11:00");

        String all = Timeline.sentence(view).text()
                + Timeline.table(view)
                + Timeline.svg(view, Profile.WIDE)
                + Timeline.terminal(view, new TerminalLook(80, true, false));

        assertThat(all).doesNotContain("secret-client", "10.9.9.9", "nobody");
        assertThat(Timeline.table(view).getLast().usedBy()).isEqualTo("who uses it: needs the role member");
    }

    @Test
    void says_nobody_only_if_every_node_answered() {
        Sketch sketch = new Sketch()
                .published(2, "b", "2026-03-05T08:00")
                .old(1, "a", "2026-03-03T08:00", "2026-03-05T08:00", Optional.empty())
                .unused(1);

        assertThat(Timeline.sentence(sketch.seen("2026-03-05T11:00")).text()).contains("nobody uses it");
        assertThat(Timeline.sentence(sketch.incomplete().seen("2026-03-05T11:00"))
                        .text())
                .contains("cannot tell who uses it");
        assertThat(Timeline.sentence(sketch.used(1, "etl", "10.1.1.1", 2).seen("2026-03-05T11:00"))
                        .text())
                .contains("at least 2 clients use it: etl on 10.1.1.1.");
    }

    @Test
    void loses_the_name_of_a_client_before_its_address() {
        Phrase use = Phrase.of("2 clients: a-very-long-client-name 10.1.4.9", "2 clients: 10.1.4.9");

        assertThat(use.within(33)).isEqualTo("2 clients: 10.1.4.9");
        assertThat(use.within(12)).isEqualTo("2 clients: …");
        assertThat(use.whole()).contains("a-very-long-client-name");
    }

    @Test
    void shortens_an_account_in_its_middle() {
        assertThat(Phrase.account("billing_app_01")).isEqualTo("billing_app_01");
        assertThat(Phrase.account("Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B")).isEqualTo("Qv5rT8…gJbZ4B");
    }

    @ParameterizedTest
    @EnumSource
    void has_a_row_of_the_table_for_each_lane(TimelineCase situation) {
        assertThat(Timeline.table(situation.view()))
                .hasSameSizeAs(situation.view().lanes())
                .allSatisfy(row -> assertThat(row.until()).isNotEmpty());
    }

    @Test
    void counts_the_node_that_is_being_proved() {
        TimelineView view = new Sketch()
                .candidate(2, "b", SetState.RESERVED, "2026-03-05T10:59:59")
                .published(1, "a", "2026-03-01T08:00")
                .running(
                        "2026-03-05T10:59:59",
                        List.of(new StepFacts("apply", "n1", true), new StepFacts("apply", "n2", true)))
                .intent(History.IntentState.STAGED, "2026-03-05T10:59:59", Optional.of("n3"), Optional.empty())
                .logsIn("2026-03-05T10:30", "n1", "n2", "n3")
                .seen("2026-03-05T11:00");

        assertThat(Timeline.sentence(view).text()).contains("being proved: apply, node 3 of 3.");
    }
}
