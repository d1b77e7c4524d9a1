// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who is logged in to one node, and the end of it. A node knows its own connections only.
final class Activity {

    /// Ages are told in whole seconds, cut off.
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private final Admin admin;

    Activity(Admin admin) {
        this.admin = admin;
    }

    private record Alike(AccountName account, String host, String name) {}

    /// @param now by our clock, against which the node tells how old its connections are
    List<Client> clients(Set<AccountName> accounts, Instant now) throws Refused, Unanswered {
        Map<Alike, List<Duration>> ages = connections().stream()
                .filter(connection ->
                        accounts.stream().anyMatch(account -> account.value().equals(connection.user())))
                .collect(Collectors.groupingBy(
                        connection ->
                                new Alike(new AccountName(connection.user()), connection.host(), connection.name()),
                        Collectors.mapping(ClientList.Entry::age, Collectors.toList())));
        return ages.entrySet().stream()
                .map(alike -> client(alike.getKey(), alike.getValue(), now))
                .sorted(Comparator.comparing((Client client) -> client.account().value())
                        .thenComparing(Client::address)
                        .thenComparing(Client::name))
                .toList();
    }

    /// Redis calls it an error to end the sessions of a user that does not exist.
    int end(AccountName account) throws Refused, Unanswered {
        Answer answer = admin.call("CLIENT", "KILL", "USER", UserChange.checked(account));
        if (answer.isFailure("ERR") && !(UserView.of(admin, account) instanceof UserView.Present)) {
            return 0;
        }
        return ended(answer);
    }

    /// Ends the sessions that are, or may be, older than `age`.
    int endOlder(AccountName account, Duration age) throws Refused, Unanswered {
        int ended = 0;
        for (ClientList.Entry connection : connections()) {
            boolean old = connection.age().plus(UNTOLD).compareTo(age) > 0;
            if (old && connection.user().equals(account.value())) {
                ended += ended(admin.call("CLIENT", "KILL", "ID", connection.id()));
            }
        }
        return ended;
    }

    private List<ClientList.Entry> connections() throws Refused, Unanswered {
        Answer answer = admin.call("CLIENT", "LIST");
        if (answer instanceof Answer.Failure failure) {
            throw refused(failure, "CLIENT LIST", "our account may not list clients", "+client|list");
        }
        return ClientList.of(answer).connections();
    }

    private int ended(Answer answer) throws Refused {
        if (answer instanceof Answer.Failure failure) {
            throw refused(failure, "CLIENT KILL", "our account may not end sessions of others", "+client|kill");
        }
        return answer.text().map(Integer::parseInt).orElse(0);
    }

    private static Client client(Alike alike, List<Duration> ages, Instant now) {
        Optional<Instant> oldest = ages.stream().max(Comparator.naturalOrder()).map(now::minus);
        return new Client(alike.account(), alike.host(), alike.name(), ages.size(), oldest);
    }

    private Refused refused(Answer.Failure failure, String command, String lacks, String right) {
        return failure.is("NOPERM")
                ? new Refused(
                        Reason.NOT_PERMITTED,
                        failure.code(),
                        lacks + " (NOPERM); run " + admin.grant(right) + " there",
                        admin.node())
                : Verdict.ofStatement(failure, command, admin.node());
    }
}
