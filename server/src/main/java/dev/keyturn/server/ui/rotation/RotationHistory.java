// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.History;
import dev.keyturn.server.timeline.History.Course;
import dev.keyturn.server.timeline.History.EndReason;
import dev.keyturn.server.timeline.History.Ending;
import dev.keyturn.server.timeline.History.HealthFacts;
import dev.keyturn.server.timeline.History.HealthStatus;
import dev.keyturn.server.timeline.History.IntentFacts;
import dev.keyturn.server.timeline.History.IntentState;
import dev.keyturn.server.timeline.History.Made;
import dev.keyturn.server.timeline.History.NodeFacts;
import dev.keyturn.server.timeline.History.RunFacts;
import dev.keyturn.server.timeline.History.RunOutcome;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.History.StepFacts;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the API's answers as what a timeline is made of.
final class RotationHistory {
    private RotationHistory() {}

    /// @param zone in which the schedule is told
    static History of(RotationAnswers said, ZoneId zone) {
        Answer rotation = said.rotation();
        return new History(
                said.sets().list("sets").stream().map(RotationHistory::set).toList(),
                said.attempts().list("attempts").stream()
                        .map(RotationHistory::run)
                        .toList(),
                UsageReading.facts(said),
                rotation.object("intent").map(RotationHistory::intent),
                health(rotation.in("health")),
                ScheduleReading.facts(said, zone));
    }

    private static SetFacts set(Answer set) {
        return new SetFacts(
                set.whole("credentialVersion"),
                set.optional("username"),
                constant(SetState.class, set.text("state")),
                new Made(set.time("reservedAt"), set.time("provedAt"), set.time("publishedAt")),
                new Course(
                        set.time("supersededAt"),
                        set.time("plannedEndAt"),
                        set.time("holdUntil"),
                        set.time("refusedSince")),
                ending(set));
    }

    private static Optional<Ending> ending(Answer set) {
        Optional<Long> cut = set.number("clientsAtEnd");
        return set.time("endedAt")
                .map(at -> new Ending(
                        at,
                        set.optional("endReason").map(name -> constant(EndReason.class, name)),
                        set.optional("endedBy"),
                        cut.isPresent() ? OptionalInt.of(Math.toIntExact(cut.get())) : OptionalInt.empty()));
    }

    private static RunFacts run(Answer run) {
        return new RunFacts(
                run.time("startedAt").orElseThrow(),
                run.time("finishedAt"),
                constant(RunOutcome.class, run.text("outcome")),
                run.list("steps").stream()
                        .map(step -> new StepFacts(step.text("name"), step.text("node"), step.is("outcome", "success")))
                        .toList());
    }

    private static IntentFacts intent(Answer intent) {
        return new IntentFacts(
                constant(IntentState.class, intent.text("state")),
                intent.time("since").orElseThrow(),
                intent.optional("node"),
                intent.time("nextTryAt"),
                intent.flag("running"));
    }

    private static HealthFacts health(Answer health) {
        return new HealthFacts(
                status(health),
                health.time("checkedAt"),
                health.list("nodes").stream()
                        .map(node -> new NodeFacts(node.text("node"), status(node), node.time("lastOkAt")))
                        .toList());
    }

    private static HealthStatus status(Answer of) {
        return constant(HealthStatus.class, of.text("status"));
    }

    /// The constant of a name as the API writes it.
    private static <E extends Enum<E>> E constant(Class<E> type, String wireName) {
        return Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
