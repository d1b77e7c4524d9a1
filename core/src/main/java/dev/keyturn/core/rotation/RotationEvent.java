// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Instant;
import java.util.Optional;

/// Something that people are told about a run. Never carries a secret.
public sealed interface RotationEvent {
    /// A run began.
    record Started(Trigger trigger, Instant at) implements RotationEvent {}

    /// One step, on one node where it has one.
    ///
    /// @param failure empty if it succeeded
    record StepDone(Step step, Optional<String> node, Optional<Failure> failure, Instant startedAt, Instant finishedAt)
            implements RotationEvent {}

    /// Something is wanting, without failing the run.
    record Warned(String text, Instant at) implements RotationEvent {}

    /// The run published this version.
    record Succeeded(long version, Instant at) implements RotationEvent {}

    /// The run ended without publishing.
    record Failed(Failure why, Instant at) implements RotationEvent {}

    /// The published credential is refused although nobody of ours changed it.
    record Drifted(Failure how, Instant at) implements RotationEvent {}

    /// The target accepts no password that we know; a person must decide.
    record Blocked(Failure why, Instant at) implements RotationEvent {}

    /// All that had to go was seen to be refused.
    record Retired(String account, Instant at) implements RotationEvent {}
}
