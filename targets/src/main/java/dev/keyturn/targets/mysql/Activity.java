// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who is logged in, as the process list says. It tells neither what clients call themselves nor since when
/// they are there.
final class Activity {

    private final AdminSession session;

    Activity(AdminSession session) {
        this.session = session;
    }

    private record Connected(String id, String user, String host) {

        /// Without the port.
        String address() {
            int colon = host.lastIndexOf(':');
            return colon < 0 ? host : host.substring(0, colon);
        }
    }

    List<Client> clients(Set<AccountName> accounts) throws Refused, Unanswered {
        TreeMap<String, TreeMap<String, Long>> counts = connected().stream()
                .filter(connected -> accounts.contains(new AccountName(connected.user())))
                .collect(Collectors.groupingBy(
                        Connected::user,
                        TreeMap::new,
                        Collectors.groupingBy(Connected::address, TreeMap::new, Collectors.counting())));
        return counts.entrySet().stream()
                .flatMap(user -> user.getValue().entrySet().stream()
                        .map(place -> new Client(
                                new AccountName(user.getKey()),
                                place.getKey(),
                                "",
                                Math.toIntExact(place.getValue()),
                                Optional.empty())))
                .toList();
    }

    int end(AccountName account) throws Refused, Unanswered {
        int ended = 0;
        for (Connected connected : connected()) {
            if (connected.user().equals(account.value()) && ended(connected)) {
                ended++;
            }
        }
        return ended;
    }

    private boolean ended(Connected connected) throws Refused, Unanswered {
        try {
            return session.end(connected.id());
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_PERMITTED) {
                throw refused;
            }
            throw new Rights(session).lacks(session.engine().endsSessions());
        }
    }

    /// Without the right to it the list holds our own sessions alone.
    private List<Connected> connected() throws Refused, Unanswered {
        new Rights(session).needProcess();
        return session
                .sql()
                .query(
                        "SHOW PROCESSLIST",
                        row -> new Connected(row.getString(1), row.getString(2), String.valueOf(row.getString(3))),
                        "SHOW PROCESSLIST")
                .stream()
                .filter(connected -> !connected.user().isEmpty())
                .toList();
    }
}
