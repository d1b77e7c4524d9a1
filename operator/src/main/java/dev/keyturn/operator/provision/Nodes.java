// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Tls;
import java.util.List;

/// The nodes that run, and how they are reached.
///
/// @param running by the names of the pods
public record Nodes(List<Node> running, Tls tls, Login login, Deadline deadline) {
    public Nodes {
        running = List.copyOf(running);
    }

    /// One pod with an address.
    public record Node(String pod, String address) {}
}
