// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import java.util.List;

/// How far a restart is.
public sealed interface Progress {
    Tally tally();

    /// Every pod is another one.
    record Done(Tally tally) implements Progress {}

    /// Something has to happen before the next step.
    ///
    /// @param pod     which pod that is about
    /// @param why     as a person reads it, beginning with the pod
    /// @param quiet whether no pod changes when that has happened, so that only asking again shows it
    record Waiting(Tally tally, String pod, String why, boolean quiet) implements Progress {}

    /// What is done.
    ///
    /// @param back  how many pods have been restarted and are back
    /// @param pods  how many there are
    /// @param steps in the order in which they happened, those of earlier calls included
    record Tally(int back, int pods, List<PodStep> steps) {
        public Tally {
            steps = List.copyOf(steps);
        }
    }
}
