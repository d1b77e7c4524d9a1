// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

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
}
