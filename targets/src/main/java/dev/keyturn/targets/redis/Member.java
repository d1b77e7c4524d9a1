// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;

/// A node as the topology reports it.
///
/// @param id     a cluster's own name for it, else its address
/// @param failed whether the topology itself calls it failed, as distinct from one node's suspicion
record Member(String id, Endpoint at, boolean failed) {

    static Member healthy(Endpoint at) {
        return new Member(at.toString(), at, false);
    }

    /// Redis users are changed on every node, replicas included.
    Node node() {
        return new Node(id, at.toString(), true);
    }
}
