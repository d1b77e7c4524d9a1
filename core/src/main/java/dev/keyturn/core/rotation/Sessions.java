// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.EndsSessions;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Topology;
import java.time.Instant;
import java.util.function.Function;

/// Ends what is still logged in with a credential that is seen to be refused, where the owner wants that. Never part of
/// the outcome: what cannot be ended is a warning.
final class Sessions {
    private final Turn turn;
    private final Target target;
    private final Topology topology;

    Sessions(Turn turn, Target target, Topology topology) {
        this.turn = turn;
        this.target = target;
        this.topology = topology;
    }

    /// Nobody logs in with the account any more.
    void end(AccountName account) {
        each(account, able -> node -> () -> able.endSessions(node, account));
    }

    /// The account has had another password since `changed`; whoever came with that one stays.
    void endOlder(AccountName account, Instant changed) {
        each(account, able -> node -> () -> able.endOlderSessions(node, account, changed));
    }

    private void each(AccountName account, Function<EndsSessions, Function<Node, Calls.Call>> how) {
        if (turn.terms().endsSessions() && target instanceof EndsSessions able) {
            topology.required().stream()
                    .map(node -> turn.calls()
                            .quietly(Step.RETIRE, node, how.apply(able).apply(node)))
                    .filter(reply -> !reply.isYes())
                    .forEach(reply ->
                            turn.calls().warn("sessions of \"" + account + "\" were not ended: " + reply.failure()));
        }
    }
}
