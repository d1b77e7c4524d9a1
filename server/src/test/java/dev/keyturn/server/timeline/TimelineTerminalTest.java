// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTerminalTest {
    private static final TimelineView TYPICAL = TimelineCase.TYPICAL_GRACE.view();

    @Test
    void draws_the_typical_case_in_eighty_columns() {
        assertThat(Timeline.terminal(TYPICAL, new TerminalLook(80, true, false)))
                .isEqualTo("""
                v3 is published and logs in on 2 nodes. v2 still logs in until Fri 6 Mar 10:00,
                2 clients use it: legacy-report on 10.1.4.9. Next rotation Sat 7 Mar 12:29.

                                      Wed 4    Thu 5    Fri 6    Sat 7
                                                   ▼now 11:00         ▽next
                v4 planned                         ┃                  ╌╌╌╌╌╌ from Sat 12:29
                v3 published                       █▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▒▒▒▒▒▒ until Sat 12:29
                v2 old, logs in           █████████▒▒▒▒▒▒▒▒▒┤         ┆      until Fri 10:00
                v1 ended            ‹█████▒▒▒▒▒▒▒▒×┃                  ┆      since Thu 09:00
                runs                     ●        ×●                         3 runs, 1 failed
                █ published  ▄ will be  ▒ old, still logs in  ╌ planned  ┤ end  × refused
                """);
    }

    @Test
    void takes_the_second_glyph_of_each_pair_without_utf8() {
        List<String> rich = Timeline.terminal(TYPICAL, new TerminalLook(80, true, false))
                .lines()
                .toList();
        List<String> poor = Timeline.terminal(TYPICAL, new TerminalLook(80, false, false))
                .lines()
                .toList();

        assertThat(poor).hasSameSizeAs(rich);
        assertThat(poor.get(6))
                .isEqualTo("v3 published                       #==================++++++ until Sat 12:29");
        for (int line = 0; line < rich.size(); line++) {
            assertThat(translated(rich.get(line))).isEqualTo(poor.get(line));
        }
    }

    private static String translated(String line) {
        String from = "█▄▒▚░╌×┤┃┆‹›▼▽●";
        String to = "#=+%.-x]|:<>vvo";
        StringBuilder out = new StringBuilder();
        line.chars().forEach(c -> out.append(from.indexOf(c) < 0 ? (char) c : to.charAt(from.indexOf(c))));
        return out.toString();
    }

    @Test
    void adds_nothing_but_colour_where_there_is_colour() {
        for (TimelineCase situation : TimelineCase.values()) {
            String coloured = Timeline.terminal(situation.view(), new TerminalLook(80, true, true));
            String plain = Timeline.terminal(situation.view(), new TerminalLook(80, true, false));

            assertThat(plain).doesNotContain("\u001b");
            assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plain);
        }
    }

    @Test
    void colours_by_what_a_set_is() {
        String drawn = Timeline.terminal(TYPICAL, new TerminalLook(80, true, true));

        assertThat(drawn).contains("\u001b[94mv3", "\u001b[33mv2", "\u001b[2mv1");
        assertThat(drawn).contains("\u001b[33m▒▒▒▒▒▒▒▒▒┤\u001b[0m", "\u001b[31m×\u001b[0m\u001b[32m●\u001b[0m");
    }

    @Test
    void lets_no_name_speak_to_the_terminal() {
        TimelineView view = new Sketch()
                .published(2, "b", "2026-03-05T08:00")
                .old(1, "a", "2026-03-03T08:00", "2026-03-05T08:00", Optional.empty())
                .used(1, "evil\u001b[2J\u009b31m\u202e", "10.1.1.1", 1)
                .seen("2026-03-05T11:00");

        assertThat(Timeline.terminal(view, new TerminalLook(80, true, false)))
                .doesNotContain("\u001b", "\u009b", "\u202e")
                .contains("evil?[2J?31m?");
    }

    @Test
    void learns_from_the_environment_what_a_terminal_can_show() {
        assertThat(TerminalLook.of(Map.of("LANG", "de_DE.UTF-8"), true)).isEqualTo(new TerminalLook(80, true, true));
        assertThat(TerminalLook.of(Map.of("LANG", "de_DE.UTF-8", "NO_COLOR", "1"), true))
                .isEqualTo(new TerminalLook(80, true, false));
        assertThat(TerminalLook.of(Map.of("LANG", "C.utf8", "NO_COLOR", ""), true))
                .isEqualTo(new TerminalLook(80, true, true));
        assertThat(TerminalLook.of(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C"), false))
                .isEqualTo(new TerminalLook(80, false, false));
        assertThat(TerminalLook.of(Map.of(), true)).isEqualTo(new TerminalLook(80, false, true));
    }

    @Test
    void widens_the_plot_with_the_terminal_and_refuses_a_narrow_one() {
        String wide = Timeline.terminal(TYPICAL, new TerminalLook(120, true, false));

        assertThat(wide.lines().toList().get(6)).hasSize(116).startsWith("v3 published");
        assertThatThrownBy(() -> new TerminalLook(59, true, false)).hasMessageContaining("60 columns");
    }
}
