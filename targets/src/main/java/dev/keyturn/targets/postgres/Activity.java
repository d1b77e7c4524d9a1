// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Unanswered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Who is logged in, as `pg_stat_activity` says. `usename` is the role that logged in, whatever it became since.
final class Activity {

    private static final String CLIENTS = """
            SELECT usename, coalesce(host(client_addr), ''), coalesce(application_name, ''), count(*), min(backend_start)
              FROM pg_catalog.pg_stat_activity
             WHERE usename = ANY (?) AND coalesce(backend_type, 'client backend') = 'client backend'
             GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""";
    private static final String END = """
            SELECT count(*) FILTER (WHERE pg_catalog.pg_terminate_backend(pid))
              FROM pg_catalog.pg_stat_activity WHERE usename = ? AND pid <> pg_catalog.pg_backend_pid()""";
    private static final String OLDER = " AND backend_start < ?";

    private final AdminSession session;

    Activity(AdminSession session) {
        this.session = session;
    }

    List<Client> clients(Set<AccountName> accounts, Consumer<String> warnings) throws Refused, Unanswered {
        String[] names = accounts.stream().map(AccountName::value).toArray(String[]::new);
        List<Client> clients = session.sql().query("pg_stat_activity", Activity::client, CLIENTS, (Object) names);
        if (clients.stream().anyMatch(client -> client.oldest().isEmpty())) {
            warnings.accept("clients: the server does not tell us their addresses and names; run GRANT pg_monitor TO "
                    + RoleChange.name(session.as()) + ";");
        }
        return clients;
    }

    int end(AccountName account) throws Refused, Unanswered {
        return end(END, account.value());
    }

    int endOlder(AccountName account, Instant changed) throws Refused, Unanswered {
        return end(END + OLDER, account.value(), changed.atOffset(ZoneOffset.UTC));
    }

    private int end(String statement, Object... parameters) throws Refused, Unanswered {
        try {
            return session.sql()
                    .query("pg_terminate_backend", row -> row.getInt(1), statement, parameters)
                    .getFirst();
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_PERMITTED) {
                throw refused;
            }
            throw new Refused(
                    Reason.NOT_PERMITTED,
                    refused.code(),
                    "our role may not end sessions of others; run GRANT pg_signal_backend TO "
                            + RoleChange.name(session.as()) + ";",
                    session.sql().node());
        }
    }

    private static Client client(ResultSet row) throws SQLException {
        Timestamp oldest = row.getTimestamp(5);
        return new Client(
                new AccountName(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                oldest == null ? Optional.empty() : Optional.of(oldest.toInstant()));
    }
}
