// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {
    private static final Instant NOW = Instant.parse("2026-03-05T10:00:05.250Z");
    private static final Times BERLIN = new Times(NOW, Optional.of(ZoneId.of("Europe/Berlin")));
    private static final Times UNKNOWN = new Times(NOW, Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T09:00:00Z, Fri 6 Mar 10:00, Fri 10:00, Fri 6 Mar 10:00:00, in 22 h",
        "2026-03-05T09:00:05Z, Thu 5 Mar 10:00, today 10:00, today 10:00:05, 1 h ago",
        "2026-03-05T10:00:05Z, Thu 5 Mar 11:00, today 11:00, today 11:00:05, just now",
        "2026-03-05T09:56:00Z, Thu 5 Mar 10:56, today 10:56, today 10:56:00, 4 min ago",
        "2026-03-07T11:29:00Z, Sat 7 Mar 12:29, Sat 12:29, Sat 7 Mar 12:29:00, in 2 d 1 h",
        "2026-02-03T02:15:00Z, Tue 3 Feb 03:15, 3 Feb 03:15, Tue 3 Feb 03:15:00, 30 d ago",
        "2027-03-06T09:00:00Z, Sat 6 Mar 2027 10:00, 6 Mar 2027, Sat 6 Mar 2027 10:00:00, in 12 mo",
        "2025-12-31T22:59:59Z, Wed 31 Dec 2025 23:59, 31 Dec 2025, Wed 31 Dec 2025 23:59:59, 2 mo ago",
    })
    void writes_a_time_as_the_place_has_room(Instant time, String full, String near, String logged, String relative) {
        assertThat(BERLIN.full(time).text()).isEqualTo(full);
        assertThat(BERLIN.near(time).text()).isEqualTo(near);
        assertThat(BERLIN.logged(time).text()).isEqualTo(logged);
        assertThat(BERLIN.relative(time).text()).isEqualTo(relative);
    }

    @Test
    void says_utc_while_the_zone_is_not_known() {
        Instant time = Instant.parse("2026-03-06T09:00:00Z");

        assertThat(UNKNOWN.full(time).text()).isEqualTo("Fri 6 Mar 09:00 UTC");
        assertThat(UNKNOWN.near(time).text()).isEqualTo("Fri 09:00 UTC");
        assertThat(UNKNOWN.logged(NOW).text()).isEqualTo("today 10:00:05 UTC");
        assertThat(UNKNOWN.clock(time)).isEqualTo("09:00 UTC");
        assertThat(UNKNOWN.relative(time).text()).isEqualTo("in 22 h");
    }

    @Test
    void holds_the_time_in_utc_for_programs_and_for_people() {
        assertThat(BERLIN.near(NOW))
                .isEqualTo(new Moment("today 11:00", "2026-03-05T10:00:05Z", "2026-03-05 10:00:05 UTC"));
    }

    @Test
    void shows_a_clock_stored_in_utc_with_both() {
        LocalTime stored = LocalTime.of(2, 15);

        assertThat(BERLIN.clocks(stored)).isEqualTo("03:15 (02:15 UTC)");
        assertThat(UNKNOWN.clocks(stored)).isEqualTo("02:15 UTC");
        assertThat(new Times(NOW, Optional.of(ZoneId.of("Europe/London"))).clocks(stored))
                .isEqualTo("02:15 UTC");
    }
}
