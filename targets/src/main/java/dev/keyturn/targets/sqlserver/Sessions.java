// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sessions of one visit: ours, each made when it is first needed, and those that prove a login.
///
/// Logins are changed in `master`, because an application lock is seen in its database only, and every login may go
/// there; users of a contained database are changed in that.
final class Sessions implements AutoCloseable {

    static final String MASTER = "master";

    private final Connection where;
    private final Logins logins;
    private final Opener opener;
    private final Duration lock;
    private final Map<Place, AdminSession> open = new HashMap<>();

    private record Place(Endpoint at, String database) {}

    Sessions(Connection where, Logins logins, Opener opener, Duration lock) {
        this.where = where;
        this.logins = logins;
        this.opener = opener;
        this.lock = lock;
    }

    /// Every host of the connection, in its order.
    List<Endpoint> hosts() {
        return Stream.concat(Stream.of(where.endpoint()), where.nodes().stream())
                .distinct()
                .toList();
    }

    String database() {
        return where.database().orElse(MASTER);
    }

    /// What our sessions are called at the server.
    String application() {
        return opener.application();
    }

    /// In the connection's database.
    AdminSession working(Endpoint at) throws Refused, Unanswered {
        return session(at, database());
    }

    AdminSession inMaster(Endpoint at) throws Refused, Unanswered {
        return session(at, MASTER);
    }

    /// Logs in as `login`, on a connection of its own, and proves the identity.
    ///
    /// @param contained whether it is a user of the database, which `SUSER_SNAME()` has no name for
    void prove(Endpoint at, Login login, String database, boolean contained) throws Refused, Unanswered {
        String who = contained ? "SELECT USER_NAME(), DB_NAME()" : "SELECT SUSER_SNAME(), DB_NAME()";
        try (SqlConnection connection = opener.open(at, login, database)) {
            List<List<String>> identity = connection.query(
                    "the login check", row -> List.of(text(row.getString(1)), text(row.getString(2))), who);
            boolean same = identity.size() == 1
                    && identity.getFirst().getFirst().equals(login.account().value())
                    && identity.getFirst().getLast().equalsIgnoreCase(database);
            if (!same) {
                throw new Refused(
                        Reason.OTHER,
                        "IDENTITY",
                        "the login succeeded as somebody else, or in another database; is there a proxy in between?",
                        at.toString());
            }
        } catch (SQLException e) {
            throw thrown(Opener.VERDICTS.ofVerification(e, at.toString()));
        }
    }

    @Override
    public void close() {
        open.values().forEach(session -> session.sql().close());
        open.clear();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private AdminSession session(Endpoint at, String database) throws Refused, Unanswered {
        var place = new Place(at, database);
        AdminSession known = open.get(place);
        if (known != null && !known.sql().isOver()) {
            return known;
        }
        AdminSession fresh = login(at, database);
        open.put(place, fresh);
        return fresh;
    }

    private AdminSession login(Endpoint at, String database) throws Refused, Unanswered {
        for (Login login : logins.inOrder()) {
            try {
                SqlConnection connection = opener.open(at, login, database);
                return introduced(new AdminSession(connection, login.account(), database, lock));
            } catch (SQLException e) {
                TargetException trouble = Opener.VERDICTS.ofAdminLogin(e, at.toString());
                if (!trouble.code().equals(String.valueOf(SqlServerVerdicts.WRONG_PASSWORD))) {
                    throw thrown(trouble);
                }
            }
        }
        throw new Refused(
                Reason.ADMIN_LOGIN,
                String.valueOf(SqlServerVerdicts.WRONG_PASSWORD),
                "the server does not accept the login of the connection; check its user name and password",
                at.toString());
    }

    private AdminSession introduced(AdminSession session) throws Refused, Unanswered {
        try {
            session.sql().execute("SET LOCK_TIMEOUT", "SET LOCK_TIMEOUT " + lock.toMillis());
            return session;
        } catch (Refused | Unanswered e) {
            session.sql().close();
            throw e;
        }
    }

    private static Refused thrown(TargetException trouble) throws Unanswered {
        return switch (trouble) {
            case Refused refused -> refused;
            case Unanswered silence -> throw silence;
        };
    }
}
