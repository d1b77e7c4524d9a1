// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Unanswered;

/// What clients log in with now, as nodes have to take it: from the publication the way is forward only.
///
/// @param former what a node may answer to that was not told, or that has lost what it was told
record PublishedPair(Credential published, Credential former) {

    /// Sees it log in on every node, and gives it again to those that refuse it.
    ///
    /// @throws Refused    a node does not take it
    /// @throws Unanswered a node was silent; others may have it
    void prove(Target target) throws Refused, Unanswered {
        for (Node node : target.nodes().required()) {
            prove(target, node);
        }
    }

    private void prove(Target target, Node node) throws Refused, Unanswered {
        try {
            target.verify(node, published);
        } catch (Refused refused) {
            if (refused.reason() != Refused.Reason.WRONG_PASSWORD) {
                throw refused;
            }
            give(target, node);
            target.verify(node, published);
        }
    }

    /// A swap changes every node that has not got it.
    private void give(Target target, Node node) throws Refused, Unanswered {
        try (TargetLock _ = target.lock()) {
            switch (target) {
                case Beside beside -> beside.apply(node, published, new Keep.Only(former));
                case Swap swap -> {
                    try (Held held = swap.prepare(published)) {
                        held.commit();
                    }
                }
            }
        }
    }
}
