// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Tls;
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

    Endpoint endpoint(Nodes.Node node) {
        return new Endpoint(node.address(), port);
    }
}
