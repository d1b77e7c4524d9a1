// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;

/// One process of a cluster of slots. Each verb may be repeated at any time.
public interface ClusterSession extends NodeSession {
    /// What the process knows about the cluster now.
    ClusterView view() throws Refused, Unanswered;

    /// Makes the process and the one at `other` know each other, or each other's new address. Returns before they do.
    void meet(Endpoint other) throws Refused, Unanswered;

    /// Makes the process the owner of slots that nobody owns.
    void own(SlotRange slots) throws Refused, Unanswered;

    /// Makes the process, which owns nothing, a replica of the one with that id.
    void replicate(String id) throws Refused, Unanswered;

    /// Makes the process forget another one, which is gone for ever.
    void forget(String id) throws Refused, Unanswered;

    /// Where the process gets its data from now.
    Link link() throws Refused, Unanswered;

    /// Makes the process log in to its primary with that password, from its next connection to it on. A process that
    /// is a primary does so once it is none any more. Nothing of it outlives the process.
    void replicateWith(Password password) throws Refused, Unanswered;

    /// Makes the process, a replica, the primary in place of its own, which goes on as a replica. Nothing that
    /// was written is lost. Returns before it is done; [#link()] tells when. Does nothing in a primary.
    ///
    /// @throws Refused the link to the primary is broken; nothing was begun
    void takeOver() throws Refused, Unanswered;

    /// Who gets in to the process as `user` now.
    Accepted accepted(AccountName user) throws Refused, Unanswered;
}
