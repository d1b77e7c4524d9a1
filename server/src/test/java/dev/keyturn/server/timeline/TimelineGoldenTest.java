// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each situation, drawn as it was when a person looked at it last. `-Dkeyturn.timeline.golden=write` draws the files
/// anew; look at them before you keep them.
class TimelineGoldenTest {
    private static final Path FILES = Path.of("src/test/resources/dev/keyturn/server/timeline");
    private static final Path PAGE = Path.of("../docs/images");

    @ParameterizedTest
    @EnumSource
    void draws_as_looked_at_where_it_is_wide(TimelineCase situation) throws IOException {
        hold(FILES, situation.fileName() + "-wide.svg", lines(Timeline.svg(situation.view(), Profile.WIDE)));
    }

    @ParameterizedTest
    @EnumSource
    void draws_as_looked_at_where_it_is_narrow(TimelineCase situation) throws IOException {
        hold(FILES, situation.fileName() + "-narrow.svg", lines(Timeline.svg(situation.view(), Profile.NARROW)));
    }

    @ParameterizedTest
    @EnumSource
    void tells_as_read_in_a_terminal_and_a_table(TimelineCase situation) throws IOException {
        TimelineView view = situation.view();
        StringBuilder text = new StringBuilder();
        text.append(Timeline.terminal(view, new TerminalLook(80, true, false))).append('\n');
        text.append(Timeline.terminal(view, new TerminalLook(80, false, false))).append('\n');
        Timeline.table(view)
                .forEach(row -> text.append(String.join(
                                " | ",
                                row.version(),
                                row.account(),
                                row.state(),
                                row.published(),
                                row.until(),
                                row.why(),
                                row.usedBy()))
                        .append('\n'));
        hold(FILES, situation.fileName() + ".txt", text.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"TYPICAL_GRACE", "OVERDUE", "BLOCKED"})
    void is_shown_on_the_page_about_it(TimelineCase situation) throws IOException {
        String svg = lines(Timeline.svg(situation.view(), Profile.WIDE));
        String css = Tokens.stylesheet("kt-tokens.css") + Tokens.stylesheet("kt-timeline.css");
        String ground = "svg {\n  background: var(--kt-surface);\n}\n";
        int inside = svg.indexOf(">\n") + 1;
        String alone = svg.substring(0, inside) + "\n<style>\n" + css + ground + "</style>" + svg.substring(inside);
        hold(PAGE, "timeline-" + situation.fileName() + ".svg", alone);
    }

    /// An element a line, so that a difference can be read.
    private static String lines(String svg) {
        return svg.replace("><", ">\n<") + "\n";
    }

    private static void hold(Path folder, String name, String drawn) throws IOException {
        Path file = folder.resolve(name);
        if ("write".equals(System.getProperty("keyturn.timeline.golden"))) {
            Files.createDirectories(folder);
            Files.writeString(file, drawn);
        }
        assertThat(drawn).isEqualTo(Files.readString(file));
    }
}
