// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import java.time.Instant;

/// One pod that there should be, as it was found.
///
/// @param petSet that it belongs to: in a cluster, the pods of a shard
record Seen(String pod, String petSet, State state) {

    /// How it is there.
    sealed interface State {
        /// Not at all.
        record Absent() implements State {}

        /// Told to go, and not gone yet.
        record Leaving() implements State {}

        /// @param since   when it was made
        /// @param revised whether it was made from the template of this restart
        record There(String uid, Instant since, boolean revised, Role role, Health health) implements State {}
    }

    /// What it is to the others of its shard.
    enum Role {
        /// It has no others.
        ALONE,
        PRIMARY,
        /// It follows its primary, and has all that it has.
        REPLICA,
        /// It should follow its primary, and has lost it.
        STRAYED,
        /// It was not asked, or did not answer.
        UNKNOWN
    }

    /// Whether it works.
    sealed interface Health {
        record Well() implements Health {}

        /// It is Ready, and does not let the published pair in.
        record Silent(String why) implements Health {}

        /// It serves nobody.
        ///
        /// @param crashing whether it is started again and again, longer and longer apart
        record Down(String why, boolean crashing) implements Health {}
    }

    boolean isWell() {
        return state instanceof State.There there && there.health() instanceof Health.Well;
    }

    /// Whether it is another one than before the restart.
    boolean isRevised() {
        return state instanceof State.There there && there.revised();
    }

    /// Whether it is another one than before, and does all that the former one did.
    boolean isBack() {
        return isRevised() && isWell() && !isA(Role.STRAYED);
    }

    boolean isA(Role role) {
        return state instanceof State.There there && there.role() == role;
    }
}
