// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells single nodes what they missed: what the state lets them accept, and what they still have to refuse.
final class DebtCollector {
    private final Turn turn;
    private final Beside target;
    private final Topology topology;

    private DebtCollector(Turn turn, Beside target, Topology topology) {
        this.turn = turn;
        this.target = target;
        this.topology = topology;
    }

    /// Pays what can be paid now.
    ///
    /// @return what is still owed
    static List<Debt> collect(Turn turn) {
        return collect(turn, turn.rotation().debts());
    }

    /// Tells nodes that were reported as failed and are back, before they are asked what they accept.
    static void payReturned(Turn turn) {
        Map<Boolean, List<Debt>> debts =
                turn.rotation().debts().stream().collect(Collectors.partitioningBy(Debt::isOfFailed));
        List<Debt> ofFailed = debts.getOrDefault(true, List.of());
        if (ofFailed.isEmpty()) {
            return;
        }
        var owed = new ArrayList<>(debts.getOrDefault(false, List.of()));
        owed.addAll(collect(turn, ofFailed));
        if (owed.size() < turn.rotation().debts().size()) {
            turn.save(turn.rotation().owing(owed));
        }
    }

    private static List<Debt> collect(Turn turn, List<Debt> debts) {
        try (Target target = turn.open();
                TargetLock _ = target.lock()) {
            turn.reload();
            return target instanceof Beside beside
                    ? new DebtCollector(turn, beside, target.nodes()).collect(debts)
                    : List.of();
        } catch (TargetException silence) {
            turn.tell(new RotationEvent.Warned(
                    "nodes could not be told what they missed: " + Failure.of(Step.APPLY, silence), turn.now()));
            return debts;
        }
    }

    private List<Debt> collect(List<Debt> debts) {
        var owed = new ArrayList<Debt>();
        for (Debt debt : debts) {
            Optional<Node> back = topology.required().stream()
                    .filter(node -> node.id().equals(debt.node().id()))
                    .findFirst();
            if (back.isPresent() && pay(debt, back.orElseThrow())) {
                debt.told().ifPresent(owed::add);
            } else if (back.isPresent() || isKnown(debt)) {
                owed.add(debt);
            }
        }
        return owed;
    }

    /// A node that left the topology for good owes nothing.
    private boolean isKnown(Debt debt) {
        return topology.failed().stream()
                .anyMatch(node -> node.id().equals(debt.node().id()));
    }

    private boolean pay(Debt debt, Node node) {
        CredentialSet set = turn.rotation().state().credentials();
        if (!node.takesWrites()) {
            return true;
        }
        Stream<Reply> given = accepted(set).stream()
                .map(live -> turn.calls().ask(Step.APPLY, node, () -> target.apply(node, live, set.beside(live))));
        Stream<Reply> taken = debt.gone().stream()
                .map(gone -> turn.calls()
                        .ask(Step.RETIRE, node, () -> target.retire(node, gone, set.keepFor(gone, debt.gone()))));
        boolean told = Stream.concat(given, taken).toList().stream().allMatch(Reply::isYes);
        return told && isProved(debt, node, set);
    }

    private boolean isProved(Debt debt, Node node, CredentialSet set) {
        boolean accepts = accepted(set).stream()
                .allMatch(live -> turn.calls()
                        .ask(Step.VERIFY, node, turn.calls().login(target, node, live))
                        .isYes());
        return accepts && debt.gone().stream().allMatch(gone -> isRefused(node, gone));
    }

    private boolean isRefused(Node node, Credential gone) {
        return turn.calls()
                .quietly(Step.RETIRE, node, turn.calls().lastLogin(target, node, gone))
                .isShutOut();
    }

    /// What a node should accept; of an account that carries one password only the published one.
    private static List<Credential> accepted(CredentialSet set) {
        return set.shape() == Shape.IN_PLACE_REPLACING
                ? set.published().stream().toList()
                : set.live();
    }
}
