// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.History.UsageFacts;
import dev.keyturn.server.timeline.Use;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads who uses which set.
final class UsageReading {
    private UsageReading() {}

    static UsageFacts facts(RotationAnswers said) {
        return switch (said.usage()) {
            case RotationAnswers.Usage.Withheld _ -> new UsageFacts.Withheld();
            case RotationAnswers.Usage.Untold _ -> new UsageFacts.Unknown();
            case RotationAnswers.Usage.Told(var usage) ->
                new UsageFacts.Seen(
                        usage.list("sets").stream()
                                .flatMap(set -> ofSet(set, said).stream())
                                .toList(),
                        usage.list("unavailable").isEmpty());
        };
    }

    private static Optional<UsageFacts.OfSet> ofSet(Answer set, RotationAnswers said) {
        List<Use.Client> clients = clients(set);
        boolean indistinct = said.isSingleUser() && !set.is("state", "active") && !clients.isEmpty();
        return indistinct
                ? Optional.empty()
                : Optional.of(new UsageFacts.OfSet(set.whole("credentialVersion"), clients));
    }

    /// The clients of a set, each once: what it has open on all nodes together.
    static List<Use.Client> clients(Answer set) {
        Map<List<String>, Integer> sessions = new LinkedHashMap<>();
        for (Answer client : set.list("clients")) {
            sessions.merge(List.of(client.text("name"), client.text("address")), client.whole("count"), Integer::sum);
        }
        return sessions.entrySet().stream()
                .map(each ->
                        new Use.Client(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
                .toList();
    }
}
