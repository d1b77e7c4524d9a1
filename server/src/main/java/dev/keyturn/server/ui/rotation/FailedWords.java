// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Sentence;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.rotation.Banner.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says of a run that failed what it means for consumers, what became of the candidate, and what comes next.
final class FailedWords {
    private FailedWords() {}

    static Banner failed(RotationAnswers said, Times times) {
        Answer rotation = said.rotation();
        var text = new Prose();
        effect(text, said, times);
        candidate(text.next(), said, times);
        next(text.next(), said, times);
        return new Banner(
                Kind.FAILED,
                said.failedRun()
                        .flatMap(run -> run.optional("message"))
                        .or(() -> rotation.optional("lastRotationMessage"))
                        .orElse("The last run failed"),
                rotation.time("lastRotationAttemptedAt").map(times::logged),
                said.failedRun().map(run -> run.text("requestedBy")).orElse(""),
                text.done());
    }

    static Banner waiting(Answer intent, RotationAnswers said, Times times) {
        var text = new Prose();
        effect(text, said, times);
        candidate(text.next(), said, times);
        return new Banner(
                Kind.WAITING,
                intent.text("reason"),
                intent.time("since").map(times::logged),
                said.failedRun().map(run -> run.text("requestedBy")).orElse(""),
                text.done());
    }

    /// Whether consumers notice.
    static void effect(Prose text, RotationAnswers said, Times times) {
        String published = "v" + said.version() + " is published";
        Answer health = said.rotation().in("health");
        Optional<Instant> checked = health.time("checkedAt");
        switch (health.text("status")) {
            case "ok" ->
                text.strong("Consumers are not affected:")
                        .plain(" " + published + " and logged in "
                                + checked.map(at -> times.relative(at).text()).orElse("at the last check") + ".");
            case "failing" -> text.strong(published + ", but its login is refused" + refusing(health) + ".");
            default -> text.plain(published + "; whether it logs in was not checked since.");
        }
    }

    private static String refusing(Answer health) {
        return health.list("nodes").stream()
                .filter(node -> node.is("status", "failing"))
                .map(node -> " by " + node.text("node"))
                .findFirst()
                .orElse("");
    }

    private static void candidate(Prose text, RotationAnswers said, Times times) {
        if (said.candidate().isPresent()) {
            String node = said.intent().map(intent -> intent.text("node")).orElse("");
            text.plain("Waiting for " + (node.isEmpty() ? "the target: it" : node + ": it")
                    + " may have taken the candidate. Keyturn asks again"
                    + said.intent()
                            .flatMap(intent -> intent.time("nextTryAt"))
                            .map(at -> " at " + times.clock(at))
                            .orElse("")
                    + " and then finishes or undoes it.");
        } else if (said.undone().isPresent()) {
            boolean gone = said.undone().flatMap(set -> set.time("endedAt")).isPresent();
            text.plain(gone ? "The candidate was removed" + from(said) + "." : "The candidate is being removed.");
        } else {
            text.plain("Nothing was changed on the target.");
        }
    }

    /// The nodes that had taken it.
    private static String from(RotationAnswers said) {
        List<String> nodes = said.failedRun()
                .map(run -> RunSteps.nodes(run, "apply").keySet().stream()
                        .map(FailedWords::host)
                        .distinct()
                        .toList())
                .orElse(List.of());
        return nodes.isEmpty() ? "" : " from " + joined(nodes);
    }

    private static void next(Prose text, RotationAnswers said, Times times) {
        Optional<Instant> next = said.rotation().time("nextRotationAt");
        if (next.isPresent()) {
            text.plain("Next try ").strong(times.full(next.get()).text()).plain(".");
        } else {
            text.plain("No next try: auto-rotation is off.");
        }
    }

    static Sentence effect(RotationAnswers said, Times times) {
        var text = new Prose();
        effect(text, said, times);
        return text.done();
    }

    static String joined(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /// A node without its port.
    private static String host(String node) {
        int colon = node.lastIndexOf(':');
        return colon > 0 && node.indexOf(']') < colon ? node.substring(0, colon) : node;
    }
}
