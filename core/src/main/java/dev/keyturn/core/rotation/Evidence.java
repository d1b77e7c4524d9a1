// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Gate.Usage;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who still uses credentials that have to go, as the target tells it now. What it does not tell counts as in use.
///
/// @param clients sessions of their accounts, on every node that told us
/// @param whole   whether every required node did
record Evidence(Rotation rotation, List<Client> clients, boolean whole) {

    /// Asks every required node, once for all of them.
    static Evidence of(Turn turn, Target target, Topology topology, Collection<Credential> going) {
        if (going.isEmpty()) {
            return new Evidence(turn.rotation(), List.of(), true);
        }
        if (!(target instanceof ShowsUsage able)) {
            return untold(turn, "the target does not tell who is logged in");
        }
        var accounts = going.stream().map(Credential::account).collect(Collectors.toSet());
        var clients = new ArrayList<Client>();
        Optional<Reply> trouble = topology.required().stream()
                .map(node -> turn.calls().quietly(Step.CHECK, node, () -> clients.addAll(able.clients(node, accounts))))
                .filter(reply -> !reply.isYes())
                .reduce((one, _) -> one);
        trouble.ifPresent(reply -> untold(turn, reply.failure().toString()));
        return new Evidence(turn.rotation(), List.copyOf(clients), trouble.isEmpty());
    }

    /// As [#of(Turn, Target, Topology, Collection)], on a visit of its own.
    static Evidence of(Turn turn, Collection<Credential> going) {
        try (Target target = turn.open()) {
            return of(turn, target, target.nodes(), going);
        } catch (TargetException silence) {
            return untold(turn, Failure.of(Step.CHECK, silence).toString());
        }
    }

    private static Evidence untold(Turn turn, String why) {
        turn.calls().warn("nobody can tell who still uses the previous credential: " + why);
        return new Evidence(turn.rotation(), List.of(), false);
    }

    Usage usage(Credential going) {
        if (!by(going).isEmpty()) {
            return Usage.IN_USE;
        }
        return whole ? Usage.UNUSED : Usage.CANNOT_TELL;
    }

    /// The clients that use it. Where its account has another password since the last publication, only those that
    /// have not come back yet.
    List<Client> by(Credential going) {
        AccountName account = going.account();
        boolean renewed = rotation.state()
                .credentials()
                .published()
                .filter(published -> published.account().equals(account))
                .isPresent();
        return clients.stream()
                .filter(client -> client.account().equals(account) && client.count() > 0)
                .filter(client -> !renewed || isOlder(client))
                .toList();
    }

    private boolean isOlder(Client client) {
        Optional<Instant> published = rotation.last().publishedAt();
        return client.oldest().isEmpty()
                || published.isEmpty()
                || client.oldest().orElseThrow().isBefore(published.orElseThrow());
    }
}
