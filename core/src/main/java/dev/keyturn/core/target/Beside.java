// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;

/// A target where the candidate is put beside what is published, and proved before publication.
public non-sealed interface Beside extends Target {
    /// Makes the account of `next` accept it, and keep accepting `keep` where the engine can.
    ///
    /// Repeatable: a second call with the same values changes nothing, also after a crash in the first. Durable on
    /// return, where the engine can be durable. Called only while the [#lock()] is held, on nodes that take writes.
    ///
    /// @param keep what else the account accepts afterwards; [Keep.Shut] for nothing else
    /// @throws Refused    the target said no and this call changed nothing
    /// @throws Unanswered it may or may not have happened; ask [#verify] before believing either
    void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered;
}
