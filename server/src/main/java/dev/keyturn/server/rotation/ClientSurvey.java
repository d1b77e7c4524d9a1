// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Who is logged in at a target, and which nodes could not be asked. Changes nothing and takes no lease.
///
/// @param seen each with the address of its node
/// @param gaps nobody knows who is logged in there, which is not "nobody"
public record ClientSurvey(List<Seen> seen, List<Gap> gaps) {
    public ClientSurvey {
        seen = List.copyOf(seen);
        gaps = List.copyOf(gaps);
    }

    public record Seen(String node, Client client) {}

    /// @param node empty: no node at all
    public record Gap(Optional<String> node, String message) {}

    /// Asks every node for the sessions of `accounts`.
    public static ClientSurvey of(
            ConnectionLogins logins, AppConnection connection, Set<AccountName> accounts, Deadline deadline) {
        try (Target target = logins.open(connection, "usage", deadline)) {
            return target instanceof ShowsUsage shows
                    ? of(shows, target::warnings, target.nodes(), accounts)
                    : nothing(
                            Optional.empty(),
                            "the driver for " + connection.app().displayName() + " cannot list clients");
        } catch (TargetException silence) {
            return nothing(silence.node(), String.valueOf(silence.getMessage()));
        }
    }

    private static ClientSurvey of(
            ShowsUsage target, Supplier<List<String>> hints, Topology topology, Set<AccountName> accounts) {
        var seen = new ArrayList<Seen>();
        var gaps = new ArrayList<Gap>();
        for (Node node : topology.required()) {
            try {
                target.clients(node, accounts).forEach(client -> seen.add(new Seen(node.address(), client)));
            } catch (TargetException silence) {
                gaps.add(new Gap(Optional.of(node.address()), String.valueOf(silence.getMessage())));
            }
        }
        hints.get().stream()
                .filter(text -> text.startsWith("clients"))
                .forEach(text -> gaps.add(new Gap(Optional.empty(), text)));
        topology.failed()
                .forEach(node ->
                        gaps.add(new Gap(Optional.of(node.address()), "the target reports this node as failed")));
        return new ClientSurvey(seen, gaps);
    }

    private static ClientSurvey nothing(Optional<String> node, String why) {
        return new ClientSurvey(List.of(), List.of(new Gap(node, why)));
    }
}
