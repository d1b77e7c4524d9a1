// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.rotation.RunsView.Cell;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The last step of a run: the end of the set that its publication superseded.
final class Retirement {
    private static final Cell NONE = new Cell(RunSteps.Mark.NONE, "");

    private Retirement() {}

    static Cell of(Answer run, RotationAnswers said, Times times) {
        Optional<Long> published = run.number("credentialVersion").filter(_ -> run.is("outcome", "success"));
        return published
                .flatMap(version ->
                        said.first(set -> set.flag("published") && set.whole("credentialVersion") == version - 1))
                .filter(set -> set.time("plannedEndAt").isPresent())
                .map(set -> graced(set, times))
                .orElseGet(() -> recorded(run));
    }

    private static Cell graced(Answer set, Times times) {
        Optional<Instant> ended = set.time("endedAt");
        if (ended.isPresent()) {
            return new Cell(RunSteps.Mark.DONE, "");
        }
        Instant end = set.is("state", "held")
                ? set.time("holdUntil").or(() -> set.time("plannedEndAt")).orElseThrow()
                : set.time("plannedEndAt").orElseThrow();
        return new Cell(RunSteps.Mark.WAITING, times.near(end).text());
    }

    /// Without a grace it was an older set that made way, in the run itself.
    private static Cell recorded(Answer run) {
        Map<String, Boolean> nodes = RunSteps.nodes(run, "retire");
        if (nodes.isEmpty() || !run.is("outcome", "success") && !run.is("trigger", "delete")) {
            return NONE;
        }
        long ok = nodes.values().stream().filter(good -> good).count();
        return new Cell(
                nodes.containsValue(false) ? RunSteps.Mark.FAILED : RunSteps.Mark.DONE, ok + " / " + nodes.size());
    }
}
