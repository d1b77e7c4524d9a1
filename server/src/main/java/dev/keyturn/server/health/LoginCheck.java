// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.health.Findings.OfNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks whether credentials log in: one try for each node, changing nothing and taking no lease.
///
/// An account that is locked out is not tried any further, so that no check of ours keeps it locked.
public final class LoginCheck {
    private static final String REPORTED_FAILED = "the target reports this node as failed";

    private LoginCheck() {}

    /// Logs in with `credential` on every required node of a connection.
    public static Findings login(
            ConnectionLogins logins, AppConnection connection, Credential credential, Deadline deadline) {
        try (Target target = logins.open(connection, "check", deadline)) {
            return login(target, target.nodes(), credential);
        } catch (TargetException trouble) {
            return unopened(trouble);
        }
    }

    /// What is known of a set when its connection does not open. A refusal speaks of our own login, not of the set.
    static Findings unopened(TargetException trouble) {
        Status status = trouble instanceof Unanswered ? Status.FAILING : Status.UNKNOWN;
        return Findings.of(status, failure(trouble, trouble.node()));
    }

    static Findings login(Target target, Topology topology, Credential credential) {
        var nodes = new ArrayList<OfNode>();
        var troubles = new ArrayList<Failure>();
        boolean locked = false;
        for (Node node : topology.required()) {
            if (locked) {
                nodes.add(new OfNode(
                        node.address(),
                        Status.UNKNOWN,
                        Optional.of("not tried, because the account is locked out on another node")));
                continue;
            }
            try {
                target.verify(node, credential);
                nodes.add(new OfNode(node.address(), Status.OK, Optional.empty()));
            } catch (TargetException trouble) {
                Failure why = failure(trouble, Optional.of(node.address()));
                troubles.add(why);
                nodes.add(OfNode.of(node.address(), status(trouble), why));
                locked = isLockedOut(trouble);
            }
        }
        addFailed(topology, nodes);
        return new Findings(worst(nodes), troubles.stream().findFirst(), nodes, target.warnings());
    }

    /// Finds the nodes of a target that is open.
    public static Findings connection(Target target, Topology topology) {
        var nodes = new ArrayList<OfNode>();
        topology.required().forEach(node -> nodes.add(new OfNode(node.address(), Status.OK, Optional.empty())));
        addFailed(topology, nodes);
        return new Findings(Status.OK, Optional.empty(), nodes, target.warnings());
    }

    /// Our login, or the way to the nodes, does not work.
    static Findings unconnected(TargetException trouble) {
        return Findings.of(
                Status.FAILING,
                new Failure(Step.CHECK, trouble.node(), trouble.code(), String.valueOf(trouble.getMessage())));
    }

    /// They are no fault of the credential: what they miss is paid when they are back.
    private static void addFailed(Topology topology, List<OfNode> nodes) {
        topology.failed()
                .forEach(node -> nodes.add(new OfNode(node.address(), Status.UNKNOWN, Optional.of(REPORTED_FAILED))));
    }

    private static Status worst(List<OfNode> nodes) {
        List<Status> asked = nodes.stream()
                .filter(node -> node.message().filter(REPORTED_FAILED::equals).isEmpty())
                .map(OfNode::status)
                .toList();
        if (asked.contains(Status.FAILING)) {
            return Status.FAILING;
        }
        return asked.contains(Status.UNKNOWN) ? Status.UNKNOWN : Status.OK;
    }

    /// A busy node says nothing about the credential; a locked account lets nobody in.
    private static Status status(TargetException trouble) {
        boolean noVerdict =
                trouble instanceof Refused refused && refused.reason().isNoVerdict() && !isLockedOut(trouble);
        return noVerdict ? Status.UNKNOWN : Status.FAILING;
    }

    private static boolean isLockedOut(TargetException trouble) {
        return trouble instanceof Refused refused && refused.reason() == Reason.LOCKED_OUT;
    }

    private static Failure failure(TargetException trouble, Optional<String> node) {
        return new Failure(Step.VERIFY, node, trouble.code(), String.valueOf(trouble.getMessage()));
    }
}
