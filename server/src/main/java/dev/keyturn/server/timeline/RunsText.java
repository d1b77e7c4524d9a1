// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Mark.Outcome;
import java.util.List;

/// `3 runs, 1 failed (verify, cache-2)`, of those in the window.
final class RunsText {
    private RunsText() {}

    static Phrase of(TimelineView view) {
        List<Mark> marks =
                view.marks().stream().filter(mark -> view.shows(mark.at())).toList();
        long failed = count(marks, Outcome.FAILED);
        String text = marks.isEmpty() ? "no run" : UseText.counted(marks.size(), "run");
        long running = count(marks, Outcome.RUNNING);
        if (failed == 0) {
            return Phrase.of(
                    running == 0 ? text : running == marks.size() ? "running" : text + ", " + running + " running");
        }
        text += ", " + failed + " failed";
        String whole = text;
        return marks.reversed().stream()
                .flatMap(mark -> mark.failure().stream())
                .findFirst()
                .map(failure -> new Phrase(List.of(whole + where(failure), whole + " (" + failure.step() + ")", whole)))
                .orElse(Phrase.of(text));
    }

    private static String where(Mark.Failure failure) {
        return " (" + failure.step() + (failure.node().isEmpty() ? "" : ", " + failure.host()) + ")";
    }

    private static long count(List<Mark> marks, Outcome outcome) {
        return marks.stream().filter(mark -> mark.outcome() == outcome).count();
    }
}
