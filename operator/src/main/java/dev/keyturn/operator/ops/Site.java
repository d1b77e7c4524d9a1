// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import java.util.List;

/// Where the nodes of one database run now.
///
/// @param wanted how many there should be
/// @param port   of each
record Site(Offshoots names, List<Nodes.Node> running, int wanted, int port, Tls tls) {
    Site {
        running = List.copyOf(running);
    }

    boolean isWhole() {
        return running.size() >= wanted;
    }

    List<Endpoint> endpoints() {
        return running.stream().map(this::endpoint).toList();
    }

    /// Where the database is spoken to first.
    ///
    /// @throws Unanswered no pod of it runs
    Endpoint entrance() throws Unanswered {
        if (running.isEmpty()) {
            throw new Unanswered("nobody", "no pod of it runs");
        }
        return endpoint(running.getFirst());
    }

    Endpoint endpoint(Nodes.Node node) {
        return new Endpoint(node.address(), port);
    }
}
