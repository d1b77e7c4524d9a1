// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The seven steps of a run (contract §4.2), read off what it recorded node by node.
public final class RunSteps {
    public static final List<String> NAMES =
            List.of("check", "reserve", "apply", "verify", "publish", "notify", "retire");

    private static final int RETIRE = NAMES.indexOf("retire");

    private RunSteps() {}

    /// What became of a step.
    public enum Mark {
        DONE("done", "circle-check", "kt-ink-ok"),
        FAILED("failed", "circle-x", "kt-ink-bad"),
        RUNNING("running", "loader-2", "kt-ink-cand"),
        WAITING("waiting for its time", "clock", "kt-third"),
        NONE("not reached", "", "");

        private final String word;
        private final String icon;
        private final String ink;

        Mark(String word, String icon, String ink) {
            this.word = word;
            this.icon = icon;
            this.ink = ink;
        }

        public String word() {
            return word;
        }

        /// Empty if a dash stands for it.
        public String icon() {
            return icon;
        }

        /// The class of its colour.
        public String ink() {
            return ink;
        }
    }

    /// @param ok    how many nodes answered well at last
    /// @param asked how many were asked; 0 where a step is of no single node, or is known by what followed it only
    record Step(String name, Mark mark, int ok, int asked) {}

    /// All but `retire`, which is of the set before.
    static List<Step> of(Answer run) {
        return NAMES.subList(0, RETIRE).stream().map(name -> step(run, name)).toList();
    }

    private static Step step(Answer run, String name) {
        Map<String, Boolean> nodes = nodes(run, name);
        int ok = (int) nodes.values().stream().filter(good -> good).count();
        return new Step(name, mark(run, name, nodes), ok, nodes.size());
    }

    private static Mark mark(Answer run, String name, Map<String, Boolean> nodes) {
        boolean open = run.is("outcome", "running");
        int place = NAMES.indexOf(name);
        if (run.is("outcome", "success") || place < reached(run)) {
            return Mark.DONE;
        }
        if (!open && failedAt(run).equals(name) || nodes.containsValue(false)) {
            return Mark.FAILED;
        }
        if (nodes.isEmpty()) {
            return Mark.NONE;
        }
        return open ? Mark.RUNNING : Mark.DONE;
    }

    /// The place of the step that the run came to; every step before it was done.
    private static int reached(Answer run) {
        int recorded = run.list("steps").stream()
                .map(step -> NAMES.indexOf(step.text("name")))
                .filter(place -> place < RETIRE)
                .reduce(-1, Math::max);
        return run.is("outcome", "running") ? recorded : Math.max(recorded, NAMES.indexOf(failedAt(run)));
    }

    /// The step that its message begins with; empty if none.
    static String failedAt(Answer run) {
        String word = run.text("message").split("[ :]", 2)[0];
        return run.is("outcome", "failed") && NAMES.contains(word) ? word : "";
    }

    /// The step that was recorded last.
    static Optional<Step> last(Answer run) {
        return run.list("steps").stream().reduce((_, later) -> later).map(step -> step(run, step.text("name")));
    }

    /// The last word of each node that a step asked.
    static Map<String, Boolean> nodes(Answer run, String name) {
        Map<String, Boolean> nodes = new LinkedHashMap<>();
        run.list("steps").stream()
                .filter(step -> step.is("name", name) && step.optional("node").isPresent())
                .forEach(step -> nodes.put(step.text("node"), step.is("outcome", "success")));
        return nodes;
    }
}
