// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Lane.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a set begins or ends, and why then.
public sealed interface Until {
    /// @param rule the schedule in words; empty if there is none
    record PlannedFrom(Instant at, String rule) implements Until {}

    record NextRotation(Instant at, Then then) implements Until {}

    /// No end is planned, because auto-rotation is off.
    record NoEnd(Optional<Instant> reminder) implements Until {}

    /// @param waitsFor the old set that has to end first
    record Overdue(Instant due, Optional<Version> waitsFor) implements Until {}

    /// The last run failed.
    record RunSucceeds(Word.Standing standing, Instant nextTry) implements Until {}

    /// A candidate is on its way.
    record CandidateProved(Version candidate) implements Until {}

    /// The target refuses the published set.
    record RefusedSince(Instant since, Optional<Instant> lastGood) implements Until {}

    record GraceOver(Instant at, Duration grace) implements Until {}

    /// Only the next rotation ends the set.
    ///
    record MadeWay(Turn turn) implements Until {}

    record HoldOver(Instant latest, Holder holder) implements Until {}

    /// @param node who has not confirmed; empty if not known
    record NotProved(Instant was, String node) implements Until {}

    /// The rotation is being deleted.
    record Revoked(Instant since, String node) implements Until {}

    record Started(Instant at, Pursuit pursuit) implements Until {}

    record Blocked(Instant since) implements Until {}

    record Undone(Instant at, List<String> nodes) implements Until {
        public Undone {
            nodes = List.copyOf(nodes);
        }
    }

    record Ended(Instant at, Reason reason) implements Until {}

    /// How far the rotation is that ends a set without grace.
    sealed interface Turn {
        record Planned(Instant at) implements Turn {}

        /// After a failure.
        record Retried(Instant at) implements Turn {}

        record Overdue(Instant due) implements Turn {}

        /// Auto-rotation is off.
        record Off() implements Turn {}

        /// A run is under way.
        record Open() implements Turn {}
    }

    /// What happens to the published set after the next publication.
    sealed interface Then {
        record Grace(Duration length) implements Then {}

        /// @param until the set whose making ends it
        record UntilMade(Version until) implements Then {}

        record AtOnce() implements Then {}
    }

    /// Why a set is held.
    sealed interface Holder {
        record Known(Use.Client client) implements Holder {}

        record Untold() implements Holder {}
    }

    /// What a run does now.
    sealed interface Pursuit {
        record At(String step, String node) implements Pursuit {}

        record Asked(int times, Optional<Instant> next) implements Pursuit {}
    }

    /// Why a set has ended.
    sealed interface Reason {
        /// @param length empty if the grace that it had is not known
        record Grace(Optional<Duration> length) implements Reason {}

        record MadeWay(Version next) implements Reason {}

        /// It was gone as soon as a candidate was applied that was not published.
        record Applied(Version candidate) implements Reason {}

        /// @param by a person; empty if not known
        record Forced(String by) implements Reason {}

        record Revoked() implements Reason {}

        record ReplacedInPlace() implements Reason {}

        record Unknown() implements Reason {}
    }
}
