// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.History;
import dev.keyturn.server.timeline.Profile;
import dev.keyturn.server.timeline.Range;
import dev.keyturn.server.timeline.Sentence;
import dev.keyturn.server.timeline.TableRow;
import dev.keyturn.server.timeline.Timeline;
import dev.keyturn.server.timeline.TimelineView;
import dev.keyturn.server.timeline.TimelineViews;
import dev.keyturn.server.ui.part.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The overlap timeline in the forms that the page has: the sentence, both pictures, the table.
///
/// @param icon   of the sentence: how it stands
/// @param tone   its colour, a class of the style sheet
/// @param wide   an SVG picture
/// @param narrow an SVG picture
/// @param redraw in seconds
public record Drawn(
        Sentence sentence,
        String icon,
        String tone,
        String wide,
        String narrow,
        List<TableRow> table,
        List<Choice> ranges,
        long redraw) {

    /// A link that shows another part of the history.
    public record Choice(String label, String value, boolean here) {}

    /// @param wanted `overlap`, `cycle` or `history`; the one that tells most if it is none of them
    static Drawn of(RotationAnswers said, Optional<String> wanted, Times times) {
        History history = RotationHistory.of(said, times.zone());
        Range range = wanted.flatMap(Drawn::range).orElseGet(() -> Range.preferred(history, times.now()));
        TimelineView wide = view(history, "tw", range, times);
        TimelineView narrow = view(history, "tn", range, times);
        return new Drawn(
                Timeline.sentence(wide),
                icon(said),
                tone(said),
                Timeline.svg(wide, Profile.WIDE),
                Timeline.svg(narrow, Profile.NARROW),
                Timeline.table(wide),
                Arrays.stream(Range.values())
                        .map(each -> new Choice(label(each), value(each), each == range))
                        .toList(),
                Math.max(1, wide.redrawAfter().toSeconds()));
    }

    private static TimelineView view(History history, String id, Range range, Times times) {
        return TimelineViews.of(history, new TimelineViews.Look(id, times.now(), times.zone()), range);
    }

    private static Optional<Range> range(String value) {
        return Arrays.stream(Range.values())
                .filter(range -> value(range).equals(value))
                .findFirst();
    }

    private static String value(Range range) {
        return range.name().toLowerCase(Locale.ROOT);
    }

    private static String label(Range range) {
        return range.name().charAt(0) + value(range).substring(1);
    }

    private static String icon(RotationAnswers said) {
        return switch (tone(said)) {
            case "kt-bad" -> said.isBlocked() ? "alert-octagon" : "circle-x";
            case "kt-ok" -> "circle-check";
            case "kt-cand" -> "loader-2";
            default -> "help-circle";
        };
    }

    private static String tone(RotationAnswers said) {
        if (said.isBlocked()
                || said.underWay().equals("revoking")
                || said.rotation().in("health").is("status", "failing")) {
            return "kt-bad";
        }
        if (said.isRunning()) {
            return "kt-cand";
        }
        return said.rotation().in("health").is("status", "ok") ? "kt-ok" : "kt-off";
    }
}
