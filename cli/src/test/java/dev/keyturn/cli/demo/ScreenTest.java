// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.testkit.client.Count;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final Count COUNT = new Count(12, 8431, 0, 0);

    private final StringWriter out = new StringWriter();

    @Test
    void shows_outages_only_when_there_are_any() {
        assertThat(Screen.line(COUNT)).isEqualTo("rotations 12 · logins 8,431 · refused 0");
        assertThat(Screen.line(new Count(12, 8431, 3, 1700)))
                .isEqualTo("rotations 12 · logins 8,431 · refused 3 · unreachable 1,700");
    }

    @Test
    void rewrites_the_count_in_place_on_a_terminal() {
        var screen = new Screen(new PrintWriter(out), true);
        screen.show(COUNT);
        screen.show(COUNT);
        screen.say("A sentence.");
        screen.show(COUNT);
        screen.settle();

        var line = Screen.line(COUNT);
        var again = "\r\u001b[K";
        assertThat(out).hasToString("%s%s%s%sA sentence.%n%s%n".formatted(line, again, line, again, line));
    }

    @Test
    void writes_a_line_for_each_count_elsewhere() {
        var screen = new Screen(new PrintWriter(out), false);
        screen.show(COUNT);
        screen.say("A sentence.");
        screen.show(COUNT);
        screen.settle();

        var line = Screen.line(COUNT);
        assertThat(out).hasToString("%s%nA sentence.%n%s%n".formatted(line, line));
    }
}
