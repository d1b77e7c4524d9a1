// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the API says of a rotation, as far as its timeline needs it: `sets`, `attempts`, `usage`, `intent`,
/// `health` and the schedule.
///
/// @param sets newest first
/// @param runs newest first
public record History(
        List<SetFacts> sets,
        List<RunFacts> runs,
        UsageFacts usage,
        Optional<IntentFacts> intent,
        HealthFacts health,
        ScheduleFacts schedule) {
    public History {
        sets = List.copyOf(sets);
        runs = List.copyOf(runs);
    }

    public enum SetState {
        RESERVED,
        PROVED,
        PUBLISHED,
        REFUSED,
        SUPERSEDED,
        HELD,
        ENDED,
        ABANDONED,
        BLOCKED
    }

    public enum EndReason {
        GRACE_OVER,
        NEXT_ROTATION,
        FORCED,
        REVOKED,
        REPLACED_IN_PLACE,
        ABANDONED
    }

    /// One of `sets`.
    ///
    /// @param username empty for who may not know it
    public record SetFacts(
            int version, Optional<String> username, SetState state, Made made, Course course, Optional<Ending> ending) {

        public boolean isPublished() {
            return made.publishedAt.isPresent();
        }

        /// Published without having been reserved: its account was there before.
        boolean isAdopted() {
            return isPublished() && made.reservedAt.isEmpty();
        }

        boolean isOpenCandidate() {
            return state == SetState.RESERVED || state == SetState.PROVED || state == SetState.BLOCKED;
        }

        boolean isCurrent() {
            return state == SetState.PUBLISHED || state == SetState.REFUSED;
        }

        /// Whether it is superseded and may still log in.
        boolean isOld() {
            return (state == SetState.SUPERSEDED || state == SetState.HELD) && course.refusedSince.isEmpty();
        }

        Instant publishedAt() {
            return made.publishedAt.orElseThrow();
        }
    }

    public record Made(Optional<Instant> reservedAt, Optional<Instant> provedAt, Optional<Instant> publishedAt) {}

    /// @param plannedEndAt empty where only the next rotation ends it
    public record Course(
            Optional<Instant> supersededAt,
            Optional<Instant> plannedEndAt,
            Optional<Instant> holdUntil,
            Optional<Instant> refusedSince) {
        public static final Course NONE =
                new Course(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public record Ending(Instant at, Optional<EndReason> reason, Optional<String> by, OptionalInt clients) {}

    public enum RunOutcome {
        RUNNING,
        SUCCESS,
        FAILED
    }

    /// One of `attempts`.
    public record RunFacts(Instant startedAt, Optional<Instant> finishedAt, RunOutcome outcome, List<StepFacts> steps) {
        public RunFacts {
            steps = List.copyOf(steps);
        }
    }

    /// @param node empty if it is of no single node
    public record StepFacts(String step, String node, boolean succeeded) {}

    public sealed interface UsageFacts {
        /// @param complete every node was asked and answered
        record Seen(List<OfSet> sets, boolean complete) implements UsageFacts {
            public Seen {
                sets = List.copyOf(sets);
            }
        }

        /// The reader may not know.
        record Withheld() implements UsageFacts {}

        /// Nobody was asked, or none answered.
        record Unknown() implements UsageFacts {}

        record OfSet(int version, List<Use.Client> clients) {
            public OfSet {
                clients = List.copyOf(clients);
            }
        }
    }

    public enum IntentState {
        STAGED,
        RETIRING,
        REVOKING,
        BLOCKED
    }

    public record IntentFacts(
            IntentState state, Instant since, Optional<String> node, Optional<Instant> nextTryAt, boolean running) {}

    public enum HealthStatus {
        OK,
        FAILING,
        UNKNOWN
    }

    public record HealthFacts(HealthStatus status, Optional<Instant> checkedAt, List<NodeFacts> nodes) {
        public HealthFacts {
            nodes = List.copyOf(nodes);
        }
    }

    public record NodeFacts(String node, HealthStatus status, Optional<Instant> lastOkAt) {}

    /// @param rule       the schedule in words
    /// @param after      what becomes of the published set when the next one is published
    /// @param next       the account of the next set
    /// @param reminderAt with auto-rotation off: when people are reminded
    public record ScheduleFacts(
            boolean automatic,
            Optional<Instant> nextAt,
            String rule,
            After after,
            NextAccount next,
            Optional<Instant> reminderAt) {}

    public sealed interface After {
        record Grace(Duration length) implements After {}

        /// The next but one rotation ends it.
        record UntilNext() implements After {}

        /// Replaced in place.
        record AtOnce() implements After {}
    }

    /// @param untouched it exists and has not had its first turn
    public record NextAccount(String name, boolean untouched) {
        public static final NextAccount FRESH = new NextAccount("new user", false);
    }

    Optional<SetFacts> current() {
        return sets.stream().filter(SetFacts::isCurrent).findFirst();
    }

    List<SetFacts> published() {
        return sets.stream().filter(SetFacts::isPublished).toList();
    }

    List<SetFacts> old() {
        return sets.stream().filter(SetFacts::isOld).toList();
    }

    /// Open, or undone with nothing published since.
    Optional<SetFacts> candidate() {
        return sets.stream()
                .findFirst()
                .filter(set -> set.isOpenCandidate() || set.state() == SetState.ABANDONED && set.ending.isPresent());
    }

    Optional<SetFacts> openCandidate() {
        return candidate().filter(SetFacts::isOpenCandidate);
    }

    boolean isRevoking() {
        return intent.filter(of -> of.state == IntentState.REVOKING).isPresent();
    }

    boolean lastRunFailed() {
        return runs.stream()
                .filter(run -> run.outcome != RunOutcome.RUNNING)
                .findFirst()
                .filter(run -> run.outcome == RunOutcome.FAILED)
                .isPresent();
    }
}
