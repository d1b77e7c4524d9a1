// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a node still has to be told: it was reported as failed, or a late statement may still land on it.
///
/// @param gone   credentials that it may accept although they were retired elsewhere
/// @param rounds how often it is told yet; 0: until it was told once
public record Debt(Node node, List<Credential> gone, int rounds) {
    public Debt {
        gone = List.copyOf(gone);
    }

    private static final Duration WHILE_FAILED = Duration.ofSeconds(15);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(5);

    /// A node that its topology reports as failed is told as soon as it is back.
    static Debt ofFailed(Node node, List<Credential> gone) {
        return new Debt(node, gone, 0);
    }

    /// A candidate was abandoned where a late statement may still land: it is removed twice more.
    static Debt ofUnprovenLock(Node node, Credential candidate) {
        return new Debt(node, List.of(candidate), 2);
    }

    /// Whether the node waits to be told as soon as it is back.
    boolean isOfFailed() {
        return rounds == 0;
    }

    /// Adds this one to `all`, as one debt a node for those that are told once.
    void addTo(List<Debt> all) {
        for (int i = 0; i < all.size(); i++) {
            Debt other = all.get(i);
            if (isOfFailed() && other.isOfFailed() && other.node.id().equals(node.id())) {
                all.set(
                        i,
                        ofFailed(
                                node,
                                Stream.concat(other.gone.stream(), gone.stream())
                                        .distinct()
                                        .toList()));
                return;
            }
        }
        all.add(this);
    }

    /// When debts are looked at next; never without debts.
    static Instant nextRound(List<Debt> debts, Instant now) {
        if (debts.isEmpty()) {
            return Rotation.NEVER;
        }
        boolean waiting = debts.stream().anyMatch(Debt::isOfFailed);
        return now.plus(waiting ? WHILE_FAILED : BETWEEN_ROUNDS);
    }

    /// What remains after the node was told, and proved to know.
    Optional<Debt> told() {
        return rounds > 1 ? Optional.of(new Debt(node, gone, rounds - 1)) : Optional.empty();
    }
}
