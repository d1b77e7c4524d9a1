// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.plan;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsStatements;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks a target that is open what it would say to credentials. Their passwords are never looked at.
final class TargetLook {
    static final String NODES = "nodes";
    private static final String GRANTS = "grants";

    private final Target target;
    private final Topology topology;

    TargetLook(Target target) throws TargetException {
        this.target = target;
        this.topology = target.nodes();
    }

    Topology topology() {
        return topology;
    }

    /// Nodes that the target itself calls failed are told when they are back.
    Check nodes() {
        List<String> failed = topology.failed().stream().map(Node::address).toList();
        return failed.isEmpty()
                ? Check.pass(NODES)
                : Check.warn(
                        NODES,
                        "the target reports these nodes as failed, they are told of a change when they are back: "
                                + String.join(", ", failed));
    }

    /// Whether every node would take each of the credentials.
    List<Check> grants(List<Credential> credentials) {
        if (!(target instanceof Preflights preflights)) {
            return List.of(Check.warn(GRANTS, "the driver cannot look beforehand whether our rights suffice"));
        }
        var missing = new LinkedHashSet<Check>();
        for (Credential credential : credentials) {
            for (Node node : topology.required()) {
                try {
                    preflights.preflight(node, credential);
                } catch (TargetException why) {
                    missing.add(Check.fail(nameOf(why), Optional.of(node.address()), why));
                }
            }
        }
        return missing.isEmpty() ? List.of(Check.pass(GRANTS)) : List.copyOf(missing);
    }

    private static String nameOf(TargetException why) {
        boolean account = why instanceof Refused refused
                && (refused.reason() == Reason.NO_SUCH_ACCOUNT || refused.reason() == Reason.ACCOUNT);
        return account ? "account" : GRANTS;
    }

    /// What the target mentioned by the way, under the name that it begins with.
    List<Check> warnings() {
        return target.warnings().stream()
                .map(text -> Check.warn(text.startsWith(NODES) ? NODES : "target", text))
                .toList();
    }

    /// What a run would send for `next`.
    List<PlannedStep> steps(Credential next) throws TargetException {
        var steps = new ArrayList<PlannedStep>();
        for (Node node : topology.writers()) {
            statements(node, next)
                    .map(text -> new PlannedStep(Step.APPLY, node.address(), text))
                    .forEach(steps::add);
        }
        topology.required().forEach(node -> steps.add(new PlannedStep(Step.VERIFY, node.address(), Optional.empty())));
        return List.copyOf(steps);
    }

    private Stream<Optional<String>> statements(Node node, Credential next) throws TargetException {
        return target instanceof ShowsStatements shows
                ? shows.statements(node, next.account(), next.rules()).stream().map(Optional::of)
                : Stream.of(Optional.empty());
    }
}
