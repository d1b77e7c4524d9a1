// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Lengths;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the runs of a rotation did, newest first: a column a step.
///
/// @param all how many there are, such as `14` or `more than 100`
/// @param cut whether there are more than the rows
public record RunsView(List<Row> rows, String all, boolean cut) {
    private static final int SHOWN = 20;

    /// @param by     who asked; `schedule` and the like are in `trigger`
    /// @param cells  in the order of [RunSteps#NAMES]
    /// @param toggle the query that opens the row, or closes it
    public record Row(
            String id,
            Moment started,
            String took,
            String by,
            String trigger,
            List<Cell> cells,
            Badge result,
            boolean open,
            String toggle,
            List<Detail> details,
            List<String> notes) {}

    /// @param text below the mark: `2 / 2`, or when its time comes
    public record Cell(RunSteps.Mark mark, String text) {}

    public record Detail(String step, String node, String took, boolean ok, String words) {}

    /// What is asked of the rows.
    ///
    /// @param open the run whose row is open; empty: the newest one if it failed; `none`: no row
    public record Wish(Optional<String> open, boolean all) {}

    static RunsView of(RotationAnswers said, Wish wish, Times times) {
        List<Answer> runs = said.runs().toList();
        Optional<String> open = wish.open()
                .or(() -> runs.stream()
                        .filter(run -> run.is("outcome", "failed"))
                        .findFirst()
                        .map(run -> run.text("id")));
        List<Row> rows = runs.stream()
                .limit(wish.all() ? runs.size() : SHOWN)
                .map(run -> row(run, said, open, times))
                .toList();
        boolean more = said.attempts().optional("nextCursor").isPresent();
        return new RunsView(rows, more ? "the last " + runs.size() : "" + runs.size(), rows.size() < runs.size());
    }

    private static Row row(Answer run, RotationAnswers said, Optional<String> wanted, Times times) {
        Instant started = run.time("startedAt").orElseThrow();
        String id = run.text("id");
        boolean open = wanted.filter(id::equals).isPresent();
        List<Cell> cells = new ArrayList<>();
        RunSteps.of(run).forEach(step -> cells.add(cell(step)));
        cells.add(Retirement.of(run, said, times));
        return new Row(
                id,
                times.logged(started),
                run.time("finishedAt").map(end -> took(started, end)).orElse(""),
                run.text("requestedBy"),
                trigger(run.text("trigger")),
                cells,
                result(run),
                open,
                open ? "none" : id,
                run.list("steps").stream().map(RunsView::detail).toList(),
                notes(run));
    }

    private static Cell cell(RunSteps.Step step) {
        boolean counted = step.asked() > 0 && step.mark() != RunSteps.Mark.NONE;
        return new Cell(step.mark(), counted ? step.ok() + " / " + step.asked() : "");
    }

    private static String trigger(String trigger) {
        return switch (trigger) {
            case "create" -> "creation";
            case "retry" -> "taken up again";
            default -> trigger;
        };
    }

    private static Badge result(Answer run) {
        return switch (run.text("outcome")) {
            case "running" -> new Badge("Running", "loader-2", Colour.CAND);
            case "failed" -> new Badge("Failed", "circle-x", Colour.BAD);
            default ->
                run.number("credentialVersion")
                        .map(version -> new Badge("v" + version + " published", "circle-check", Colour.OK))
                        .orElseGet(() -> new Badge("Done", "circle-check", Colour.OK));
        };
    }

    private static Detail detail(Answer step) {
        boolean ok = step.is("outcome", "success");
        return new Detail(
                step.text("name"),
                step.text("node"),
                step.time("startedAt")
                        .flatMap(start -> step.time("finishedAt").map(end -> took(start, end)))
                        .orElse(""),
                ok,
                ok ? step.is("name", "verify") ? "logged in" : "done" : step.text("message"));
    }

    private static List<String> notes(Answer run) {
        List<String> notes = new ArrayList<>(run.texts("warnings"));
        Map<String, Boolean> failed = RunSteps.nodes(run, RunSteps.failedAt(run));
        if (!failed.containsValue(false)) {
            run.optional("message").ifPresent(notes::addFirst);
        }
        return notes;
    }

    /// `5 ms`, `0.06 s`, `10.04 s`, `4 min`.
    private static String took(Instant from, Instant to) {
        long millis = Duration.between(from, to).toMillis();
        if (millis >= 60_000) {
            return Lengths.relative(Duration.ofMillis(millis));
        }
        return millis < 50 ? millis + " ms" : millis / 1000 + "." + hundredths(millis) + " s";
    }

    private static String hundredths(long millis) {
        long hundredths = millis % 1000 / 10;
        return hundredths < 10 ? "0" + hundredths : Long.toString(hundredths);
    }
}
