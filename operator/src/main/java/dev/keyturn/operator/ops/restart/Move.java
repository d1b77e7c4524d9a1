// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

/// The next thing that a restart does.
sealed interface Move {
    /// Nothing any more.
    record Finish() implements Move {}

    /// Nothing now.
    record Wait(String pod, String why) implements Move {}

    /// Asks for the pod to go; budgets decide.
    ///
    /// @param uid of the pod that is meant, lest its successor goes
    record Evict(String pod, String uid) implements Move {}

    /// Takes a pod away that no budget can count as being there.
    record Delete(String pod, String uid) implements Move {}

    /// Makes a replica the primary in place of `from`.
    record HandOver(String from, String to) implements Move {}
}
