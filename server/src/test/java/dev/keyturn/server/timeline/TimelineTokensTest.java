// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTokensTest {
    /// The table of the guide has one decimal.
    private static final double ROUNDED = 0.0501;

    @ParameterizedTest
    @CsvSource({
        "edge, surface, 3.5, 4.3",
        "ink, surface, 16.9, 14.6",
        "ink2, surface, 8.1, 9.3",
        "ink3, surface, 5.4, 6.5",
        "ink3, sunken, 4.7, 5.8",
        "primary-text, primary, 6.3, 5.1",
        "ok, ok-ground, 5.4, 7.6",
        "soon, soon-ground, 6.5, 8.1",
        "bad, bad-ground, 5.8, 7.1",
        "info, info-ground, 6.2, 6.7",
        "cand, cand-ground, 6.3, 7.1",
        "off, off-ground, 6.8, 7.4",
        "pub, surface, 5.6, 5.7",
        "pub-text, pub, 5.6, 6.3",
        "old, surface, 4.7, 9.4",
        "gone, surface, 5.7, 6.7",
        "dead, surface, 3.5, 4.3",
        "pub-text, ended, 5.4, 7.1"
    })
    void contrasts_are_those_of_the_table(String colour, String ground, double light, double dark) {
        assertThat(Tokens.light().contrast(colour, ground)).isCloseTo(light, within(ROUNDED));
        assertThat(Tokens.dark().contrast(colour, ground)).isCloseTo(dark, within(ROUNDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub", "old", "gone", "dead", "ended", "cand", "ok"})
    void marks_are_seen_on_what_is_to_come(String colour) {
        for (Tokens theme : List.of(Tokens.light(), Tokens.dark())) {
            assertThat(theme.contrast(colour, "sunken")).isGreaterThanOrEqualTo(3.05);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ink", "ink2", "ink3", "info", "soon", "bad", "cand"})
    void texts_are_read_on_each_ground_of_the_timeline(String colour) {
        for (Tokens theme : List.of(Tokens.light(), Tokens.dark())) {
            assertThat(theme.contrast(colour, "surface")).isGreaterThanOrEqualTo(4.5);
            assertThat(theme.contrast(colour, "sunken")).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void both_themes_have_the_same_tokens() {
        assertThat(Tokens.light().colours()).hasSize(28);
        assertThat(Tokens.dark().colours().keySet())
                .isEqualTo(Tokens.light().colours().keySet());
    }

    @Test
    void the_timeline_has_no_colour_of_its_own_except_for_print() {
        String css = Tokens.stylesheet("kt-timeline.css");
        String screen = css.substring(0, css.indexOf("@media print"));
        String print = css.substring(css.indexOf("@media print"));
        Set<String> used = new TreeSet<>();
        Pattern.compile("var\\(--kt-([a-z0-9-]+)\\)").matcher(screen).results().forEach(of -> used.add(of.group(1)));

        assertThat(screen).doesNotContain("#");
        assertThat(Tokens.light().colours().keySet()).containsAll(used);
        assertThat(used).allSatisfy(token -> assertThat(print).contains("--kt-" + token + ": #"));
        assertThat(print).contains("--kt-dead: #777777", "--kt-ended: #757575");
    }
}
