// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Who is logged in to a fake engine, on its first node.
public final class FakeClients {
    private final List<FakeNode> nodes;
    private final List<Client> present = new ArrayList<>();

    private record Client(Credential with, Instant began) {}

    FakeClients(List<FakeNode> nodes) {
        this.nodes = nodes;
    }

    public void comes(Credential with, Instant began) {
        present.add(new Client(with, began));
    }

    List<Object> present() {
        return List.copyOf(present);
    }

    public void leave() {
        present.clear();
    }

    public boolean use(Credential credential) {
        return present.stream().anyMatch(client -> client.with.equals(credential));
    }

    /// Whether somebody stays who would not get in again.
    public boolean outstayed() {
        return present.stream().anyMatch(client -> !logsIn(client));
    }

    List<ShowsUsage.Client> as(Node node, Set<AccountName> accounts) {
        return present.stream()
                .filter(_ -> node.equals(nodes.getFirst().node()))
                .filter(client -> accounts.contains(client.with.account()))
                .map(client -> new ShowsUsage.Client(
                        client.with.account(), "10.1.4.7", "checkout", 1, Optional.of(client.began)))
                .toList();
    }

    int endOf(AccountName account) {
        return end(client -> client.with.account().equals(account));
    }

    int endOlder(AccountName account, Instant changed) {
        return end(client -> client.with.account().equals(account) && client.began.isBefore(changed));
    }

    private int end(Predicate<Client> who) {
        List<Client> ended = present.stream().filter(who).toList();
        if (ended.stream().anyMatch(this::logsIn)) {
            throw new IllegalStateException("a session was ended whose credential is accepted");
        }
        present.removeAll(ended);
        return ended.size();
    }

    private boolean logsIn(Client client) {
        return nodes.stream().anyMatch(node -> node.accepts(client.with));
    }
}
