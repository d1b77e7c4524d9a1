// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Who is logged in, as `sys.dm_exec_sessions` says. A user of a contained database is told from a login of the
/// same name by where it was let in.
final class Activity {

    private static final String SESSIONS = """
        SELECT session_id, original_login_name, host_name, program_name,
               DATEDIFF_BIG(second, '19700101', GETUTCDATE()), DATEDIFF_BIG(second, login_time, GETDATE()),
               authenticating_database_id, DB_ID()
          FROM sys.dm_exec_sessions WHERE original_login_name = ? AND session_id <> @@SPID\
        """;
    private static final String ADDRESSES = "SELECT session_id, client_net_address FROM sys.dm_exec_connections";
    private static final String MAY = """
        SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'),
               HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'),
               HAS_PERMS_BY_NAME(NULL, NULL, 'ALTER ANY CONNECTION')\
        """;

    private final AdminSession session;
    private final Catalogue catalogue;

    Activity(AdminSession session, Catalogue catalogue) {
        this.session = session;
        this.catalogue = catalogue;
    }

    /// @param letInBy what knew the password: 0 for the instance, else the number of a database
    private record Seen(
            int id, AccountName account, String host, String program, long now, long age, int letInBy, int here) {

        boolean is(Found account) {
            return letInBy == (account instanceof Found.AUser ? here : 0);
        }

        Instant began() {
            return Instant.ofEpochSecond(now - age);
        }

        /// Times are told in whole seconds.
        boolean mayHaveBegunBefore(Instant changed) {
            return began().minusSeconds(1).isBefore(changed);
        }
    }

    /// Clients that look alike.
    private record Kind(AccountName account, String address, String name) {}

    private record May(boolean see, boolean end) {}

    List<Client> clients(Set<AccountName> accounts) throws Refused, Unanswered {
        needToSee(may());
        Map<Integer, String> addresses = addresses();
        Map<Kind, List<Seen>> kinds = new LinkedHashMap<>();
        for (AccountName account : accounts) {
            for (Seen seen : seen(account)) {
                String address = addresses.getOrDefault(seen.id(), "");
                String name = seen.program().isEmpty() ? seen.host() : seen.program();
                kinds.computeIfAbsent(new Kind(account, address, name), _ -> new ArrayList<>())
                        .add(seen);
            }
        }
        List<Client> clients = new ArrayList<>();
        kinds.forEach((kind, sessions) -> clients.add(new Client(
                kind.account(),
                kind.address(),
                kind.name(),
                sessions.size(),
                sessions.stream().map(Seen::began).min(Instant::compareTo))));
        return List.copyOf(clients);
    }

    int end(AccountName account) throws Refused, Unanswered {
        return end(account, _ -> true);
    }

    int endOlder(AccountName account, Instant changed) throws Refused, Unanswered {
        return end(account, seen -> seen.mayHaveBegunBefore(changed));
    }

    private int end(AccountName account, Predicate<Seen> which) throws Refused, Unanswered {
        May may = may();
        needToSee(may);
        if (!may.end()) {
            throw lacking("end sessions of others", "ALTER ANY CONNECTION");
        }
        int ended = 0;
        for (Seen seen : seen(account)) {
            if (which.test(seen) && kill(session.sql(), seen.id())) {
                ended++;
            }
        }
        return ended;
    }

    /// @return false if it had ended already
    static boolean kill(SqlConnection sql, int id) throws Refused, Unanswered {
        try {
            sql.execute("KILL", "KILL " + id);
            return true;
        } catch (Refused refused) {
            if (refused.code().equals(String.valueOf(SqlServerVerdicts.NOT_ACTIVE))) {
                return false;
            }
            throw refused;
        }
    }

    private List<Seen> seen(AccountName account) throws Refused, Unanswered {
        Found found = catalogue.look(account);
        return session.sql().query("sys.dm_exec_sessions", Activity::seen, SESSIONS, account.value()).stream()
                .filter(seen -> seen.is(found))
                .toList();
    }

    private Map<Integer, String> addresses() throws Refused, Unanswered {
        Map<Integer, String> addresses = new HashMap<>();
        var _ = session.sql()
                .query(
                        "sys.dm_exec_connections",
                        row -> Optional.ofNullable(addresses.put(row.getInt(1), row.getString(2))),
                        ADDRESSES);
        return addresses;
    }

    private May may() throws Refused, Unanswered {
        return session.sql()
                .query(
                        "HAS_PERMS_BY_NAME",
                        row -> new May(row.getInt(1) == 1 || row.getInt(2) == 1, row.getInt(3) == 1),
                        MAY)
                .getFirst();
    }

    /// Without the right one sees oneself, which looks like nobody.
    private void needToSee(May may) throws Refused {
        if (!may.see()) {
            throw lacking("see sessions of others", "VIEW SERVER STATE");
        }
    }

    private Refused lacking(String what, String right) throws Refused {
        return new Refused(
                Reason.NOT_PERMITTED,
                "300",
                "our login may not " + what + "; run GRANT " + right + " TO " + Statements.name(session.as()) + ";",
                session.sql().node());
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                row.getInt(1),
                new AccountName(row.getString(2)),
                Optional.ofNullable(row.getString(3)).orElse(""),
                Optional.ofNullable(row.getString(4)).orElse(""),
                row.getLong(5),
                row.getLong(6),
                row.getInt(7),
                row.getInt(8));
    }
}
