// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Use;
import java.util.List;

/// Who uses one set, for a question about its end.
sealed interface UsersOf {
    int HOSTS = 2;

    /// @param text `2 clients use it: legacy-report on 10.1.4.9`
    record Some(String text, boolean many) implements UsersOf {}

    record Nobody() implements UsersOf {}

    record Unknown() implements UsersOf {}

    static UsersOf set(RotationAnswers said, int version) {
        if (!(said.usage() instanceof RotationAnswers.Usage.Told(var usage)) || said.isSingleUser()) {
            return new Unknown();
        }
        List<Use.Client> clients = usage.list("sets").stream()
                .filter(set -> set.whole("credentialVersion") == version)
                .flatMap(set -> UsageReading.clients(set).stream())
                .toList();
        int sessions = clients.stream().mapToInt(Use.Client::sessions).sum();
        if (sessions > 0) {
            return new Some(
                    (said.isUsageComplete() ? "" : "at least ")
                            + (sessions == 1 ? "1 client uses it: " : sessions + " clients use it: ")
                            + named(clients),
                    sessions > 1);
        }
        return said.isUsageComplete() ? new Nobody() : new Unknown();
    }

    private static String named(List<Use.Client> clients) {
        String named = String.join(
                ", ",
                clients.stream()
                        .limit(HOSTS)
                        .map(client ->
                                client.name().isEmpty() ? client.address() : client.name() + " on " + client.address())
                        .toList());
        int more = clients.size() - HOSTS;
        return more <= 0 ? named : named + " and " + more + " more";
    }
}
