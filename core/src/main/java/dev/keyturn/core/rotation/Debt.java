// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Node;
import java.util.List;

/// What a node still has to be told: it was reported as failed, or a late statement may still land on it.
///
/// @param gone   credentials that it may accept although they were retired elsewhere
/// @param rounds how often it is told yet
public record Debt(Node node, List<Credential> gone, int rounds) {
    public Debt {
        gone = List.copyOf(gone);
    }
}
