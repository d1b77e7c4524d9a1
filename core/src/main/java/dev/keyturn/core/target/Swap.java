// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;

/// A target whose one account has one password that all clients use: rehearsed on every node, held, published, then
/// committed.
public non-sealed interface Swap extends Target {
    /// Tries everything that can be refused, with a rehearsal account of the same password on every node, and makes
    /// logins wait where the engine can. The engine ends the hold by itself if we die.
    ///
    /// @throws Refused    nothing was changed; [Refused.Reason#ADMIN_LOGIN] if none of our logins works
    /// @throws Unanswered nothing is held any more
    Held prepare(Credential next) throws Refused, Unanswered;
}
