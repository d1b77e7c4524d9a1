// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static final LocalDateTime END = LocalDateTime.parse("2040-01-01T00:00");

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 */6 * * *        | 2026-03-05T06:01 | 2026-03-05T12:00
            5/20 * * * *       | 2026-03-05T06:46 | 2026-03-05T07:05
            0-10/5 9-17 * * *  | 2026-03-05T17:11 | 2026-03-06T09:00
            0 0 1,15 * *       | 2026-03-02T00:00 | 2026-03-15T00:00
            0 0 29 2 *         | 2026-03-01T00:00 | 2028-02-29T00:00
            0 0 * JAN,jul Mon  | 2026-03-01T00:00 | 2026-07-06T00:00
            0 0 * * 7          | 2026-03-05T00:00 | 2026-03-08T00:00
            0 0 * * 0          | 2026-03-05T00:00 | 2026-03-08T00:00
            0 0 * * SAT-SUN    | 2026-03-08T00:01 | 2026-03-14T00:00
            0 0 * * 5-7        | 2026-03-07T00:01 | 2026-03-08T00:00
            0 0 * * 1/2        | 2026-03-06T00:01 | 2026-03-09T00:00
            59 23 31 12 *      | 2026-12-31T23:59 | 2026-12-31T23:59
            0 0 13 * FRI       | 2026-03-07T00:00 | 2026-03-13T00:00
            0 0 20 * FRI       | 2026-03-14T00:00 | 2026-03-20T00:00
            0 0 10 * FRI       | 2026-03-07T00:00 | 2026-03-10T00:00
            0 0 */1 * FRI      | 2026-03-07T00:00 | 2026-03-13T00:00
            0 0 1/1 * FRI      | 2026-03-07T00:00 | 2026-03-13T00:00
            0 0 */2 * FRI      | 2026-03-07T00:01 | 2026-03-09T00:00
            0 0 1-31 * FRI     | 2026-03-07T00:00 | 2026-03-07T00:00
            0 0 10 * */1       | 2026-03-07T00:00 | 2026-03-10T00:00
            """)
    void finds_the_next_minute_that_is_meant(String text, LocalDateTime from, LocalDateTime expected)
            throws InvalidCron {
        assertThat(CronExpression.parse(text).next(from, END)).contains(expected);
    }

    @Test
    void counts_a_minute_that_has_begun_as_over() throws InvalidCron {
        var each = CronExpression.parse("* * * * *");

        assertThat(each.next(LocalDateTime.parse("2026-03-05T23:59:00.001"), END))
                .contains(LocalDateTime.parse("2026-03-06T00:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * 0 *",
                "* * * * 8",
                "*/0 * * * *",
                "10-5 * * * *",
                "* * * * MON-SUN-MON",
                "* * * * FRI-MON",
                "* * * * MON#2",
                "* * L * *",
                "? * * * *",
                "-1 * * * *",
                "1, * * * *",
                ",1 * * * *",
                "1//2 * * * *",
                "1/ * * * *",
                "/2 * * * *",
                "*-5 * * * *",
                "1-2-3 * * * *",
                "٣ * * * *",
                "99999999999 * * * *",
                "* * * january *",
                "@daily"
            })
    void refuses_what_is_no_expression(String text) {
        assertThatThrownBy(() -> CronExpression.parse(text)).isInstanceOf(InvalidCron.class);
    }

    @Test
    void says_which_field_is_wrong_and_what_would_be_right() {
        assertThatThrownBy(() -> CronExpression.parse("0 0 * foo *"))
                .hasMessage(
                        "month: \"foo\" is not understood; values are 1 to 12 or jan to dec, * for any, lists, ranges"
                                + " and steps");
    }

    @ParameterizedTest
    @CsvSource({"0 0 29 2 *, true", "0 0 30 2 *, false", "0 0 31 4 *, false", "0 0 30 2 MON, true", "0 0 31 12 *, true"
    })
    void knows_what_never_occurs_in_five_years(String text, boolean occurs) throws InvalidCron {
        var rhythm = new CronRhythm(CronExpression.parse(text), ZoneOffset.UTC, Instant.parse("2026-03-05T00:00:00Z"));

        assertThat(rhythm.occurs()).isEqualTo(occurs);
    }

    @Test
    void finds_a_leap_day_again_after_a_century_without_one() throws InvalidCron {
        var rhythm = new CronRhythm(CronExpression.parse("0 0 29 2 *"), ZoneId.of("Europe/Berlin"), Instant.EPOCH);
        Instant last = Instant.parse("2096-02-28T23:00:00Z");

        assertThat(rhythm.after(new Rhythm.Anchor(last, false), last)).isEqualTo("2104-02-28T23:00:00Z");
    }
}
