// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import java.util.List;

/// One reachable database, logged in as us, for one turn.
///
/// Every verb may be repeated at any time, also after a crash in the middle of it, and none outlives the
/// [Session#deadline()]. Used by one thread.
public sealed interface Target extends AutoCloseable permits Beside, Swap {
    /// Finds the nodes anew.
    Topology nodes() throws Refused, Unanswered;

    /// Waits until no statement that was sent earlier in the name of this [Session#holder()] can still take effect, and
    /// holds others of that name off until the lock is closed.
    ///
    /// @throws Refused    the lock could not be had now; nothing may be sent
    /// @throws Unanswered a node was silent; nothing may be sent
    TargetLock lock() throws Refused, Unanswered;

    /// Logs in with `credential` on a connection of its own, proves the identity, and leaves.
    ///
    /// @throws Refused    with [Refused.Reason#WRONG_PASSWORD] only for a verdict about the password
    /// @throws Unanswered no verdict: try again
    void verify(Node node, Credential credential) throws Refused, Unanswered;

    /// Makes the account of `gone` refuse it, and leaves it with `keep`. No error if that was already so.
    ///
    /// Durable on return, where the engine can be durable. Believed only once [#verify] is refused.
    ///
    /// @throws Refused    the target said no and this call changed nothing
    /// @throws Unanswered it may or may not have happened
    void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered;

    /// What this session found wanting without failing for it, each a sentence for a person, without a secret: nodes
    /// that cannot be listed, changes that a restart would lose. Grows during the session.
    List<String> warnings();

    /// Ends the session. Never throws; what was sent and not answered stays undecided.
    @Override
    void close();
}
