// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.List;

/// The nodes that a client may reach.
///
/// @param required every node that the target itself calls healthy: each must take the change and pass the login
/// @param failed   nodes that the target itself reports as failed: what they miss is a debt, paid when they are back
public record Topology(List<Node> required, List<Node> failed) {
    public Topology {
        required = List.copyOf(required);
        failed = List.copyOf(failed);
        if (required.isEmpty()) {
            throw new IllegalArgumentException("a target that answers has at least one node");
        }
    }

    /// The required nodes that account changes are sent to.
    public List<Node> writers() {
        return required.stream().filter(Node::takesWrites).toList();
    }
}
