// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Sentence;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.util.Optional;

/// What is in the way, above everything else on the page. It says first what still works.
///
/// @param title what failed, where and why; or that a decision is needed
/// @param by    who asked for what failed; empty if nobody did
public record Banner(Kind kind, String title, Optional<Moment> when, String by, Sentence text) {
    public enum Kind {
        FAILED,
        /// A candidate may be on a node that does not answer.
        WAITING,
        BLOCKED,
        DELETE_STOPPED;

        /// Whether a person has to choose how to go on.
        public boolean asks() {
            return this == BLOCKED || this == DELETE_STOPPED;
        }
    }

    static Optional<Banner> of(RotationAnswers said, Times times) {
        if (said.isBlocked()) {
            return Optional.of(StuckWords.blocked(said, times));
        }
        if (said.isDeleteStopped()) {
            return Optional.of(StuckWords.deleting(said, times));
        }
        if (said.isRunning() || said.underWay().equals("revoking")) {
            return Optional.empty();
        }
        if (said.rotation().is("rotationStatus", "failed")) {
            return Optional.of(FailedWords.failed(said, times));
        }
        return said.candidate()
                .flatMap(_ -> said.intent())
                .filter(intent -> intent.optional("reason").isPresent())
                .map(intent -> FailedWords.waiting(intent, said, times));
    }
}
