// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.part.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the next run would do: failed checks first, each with its statement, then warnings, then what passed.
///
/// @param account which it would change or make; empty if it has no name yet
/// @param starts  the next three
public record PlanView(
        RotationAt at,
        String name,
        boolean feasible,
        Optional<String> account,
        List<String> starts,
        List<Check> checks,
        List<Step> steps) {
    private static final String RUN = "; run ";

    /// @param command the statement that would cure it; empty if none is known
    public record Check(Level level, String name, String message, String command) {}

    public enum Level {
        FAIL("fails", "circle-x", "kt-ink-bad"),
        WARN("warns", "alert-triangle", "kt-ink-soon"),
        PASS("passed", "circle-check", "kt-ink-ok");

        private final String word;
        private final String icon;
        private final String ink;

        Level(String word, String icon, String ink) {
            this.word = word;
            this.icon = icon;
            this.ink = ink;
        }

        public String word() {
            return word;
        }

        public String icon() {
            return icon;
        }

        public String ink() {
            return ink;
        }
    }

    /// @param statement masked
    public record Step(String name, String node, String statement) {}

    static PlanView of(Answer plan, RotationAt at, String name, Times times) {
        return new PlanView(
                at,
                name,
                plan.flag("feasible"),
                plan.optional("account"),
                plan.texts("nextRotations").stream()
                        .map(java.time.Instant::parse)
                        .map(time -> times.full(time).text())
                        .toList(),
                plan.list("checks").stream()
                        .map(PlanView::check)
                        .sorted(Comparator.comparing(Check::level))
                        .toList(),
                plan.list("steps").stream()
                        .map(step -> new Step(step.text("name"), step.text("node"), step.text("statement")))
                        .toList());
    }

    private static Check check(Answer check) {
        Level level = check.is("outcome", "fail") ? Level.FAIL : check.is("outcome", "warn") ? Level.WARN : Level.PASS;
        String message = check.text("message");
        int run = message.lastIndexOf(RUN);
        return new Check(
                level,
                check.text("name"),
                run < 0 ? message : message.substring(0, run),
                run < 0 ? "" : message.substring(run + RUN.length()));
    }
}
