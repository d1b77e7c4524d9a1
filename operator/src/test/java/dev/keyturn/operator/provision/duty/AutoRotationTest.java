// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.provision.duty.AutoRotation.Life;
import dev.keyturn.operator.provision.duty.AutoRotation.Past;
import dev.keyturn.operator.provision.duty.AutoRotation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoRotationTest {

    private static final Instant ACTIVE_FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant DUE = Instant.parse("2026-03-31T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Life MANAGED = new Life(Optional.of(ACTIVE_FROM), Optional.of(MONTH), false);
    private static final Life EXTERNAL = new Life(Optional.of(ACTIVE_FROM), Optional.of(MONTH), true);

    @ParameterizedTest(name = "{0} min after it was due, attempts ended at {1}: {2} {3}")
    @CsvSource({
        "-43200, '', wait, 0",
        "-1, '', wait, 0",
        "0, '', rotate, 0",
        "600000, '', rotate, 0",
        "5, '4', wait, 14",
        "14, '4', rotate, 14",
        "30, '4 15', wait, 35",
        "35, '4 15', rotate, 35",
        "35, '15 4', rotate, 35",
        "40, '4 15 36', wait, 76",
        "76, '4 15 36', rotate, 76",
        "80, '4 15 36 77', wait, 157",
        "200, '4 15 36 77', rotate, 157",
        "200, '4 15 36 77 160', wait, 320",
        "320, '4 15 36 77 160', rotate, 320",
        "330, '4 15 36 77 160 325', overdue, 0",
        "1500, '4 15 36 77 160 325', overdue, 1",
        "1500, '4 15 36 77 160 325 400', overdue, 1",
    })
    void a_failed_attempt_is_repeated_later_and_later_and_then_left_to_a_person(
            long now, String ended, String what, long at) {
        Past past = new Past(false, minutes(ended));

        Verdict verdict = AutoRotation.due(MANAGED, past, after(now));

        assertThat(verdict)
                .isEqualTo(
                        switch (what) {
                            case "wait" -> new Verdict.Wait(after(at));
                            case "rotate" -> new Verdict.Rotate(after(at));
                            default -> new Verdict.Overdue(DUE, at, past.ended().size());
                        });
    }

    @Test
    void a_request_that_is_open_is_waited_for_whoever_made_it() {
        var open = new Past(true, List.of());

        assertThat(AutoRotation.due(MANAGED, open, DUE)).isEqualTo(new Verdict.Wait(DUE.plusSeconds(30)));
        assertThat(AutoRotation.due(EXTERNAL, open, DUE)).isEqualTo(new Verdict.Wait(DUE.plusSeconds(30)));
    }

    @Test
    void a_secret_of_somebody_else_is_only_spoken_of_once_a_day() {
        Instant later = DUE.plus(Duration.ofHours(50));

        Verdict verdict = AutoRotation.due(EXTERNAL, Past.none(), later);

        var overdue = new Verdict.Overdue(DUE, 2, 0);
        assertThat(verdict).isEqualTo(overdue);
        assertThat(overdue.until()).isEqualTo(DUE.plus(Duration.ofDays(3)));
        assertThat(AutoRotation.due(EXTERNAL, Past.none(), DUE.minusSeconds(1))).isEqualTo(new Verdict.Wait(DUE));
    }

    @Test
    void a_password_of_unknown_age_is_young() {
        var unknown = new Life(Optional.empty(), Optional.of(MONTH), false);

        assertThat(AutoRotation.due(unknown, Past.none(), DUE)).isEqualTo(new Verdict.Stamp());
    }

    @Test
    void nothing_is_due_without_an_age_or_with_none() {
        Stream.of(Optional.<Duration>empty(), Optional.of(Duration.ZERO))
                .map(age -> new Life(Optional.of(ACTIVE_FROM), age, false))
                .forEach(life ->
                        assertThat(AutoRotation.due(life, Past.none(), DUE)).isEqualTo(new Verdict.Never()));
    }

    private static Instant after(long minutes) {
        return DUE.plus(Duration.ofMinutes(minutes));
    }

    private static List<Instant> minutes(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> after(Long.parseLong(word)))
                .toList();
    }
}
