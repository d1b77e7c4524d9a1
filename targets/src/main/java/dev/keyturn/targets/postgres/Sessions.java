// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.LoginCheck;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.postgres.Opener.Opened;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The sessions of one visit: ours, each made when it is first needed, and those that prove a login.
///
/// Changes are sent in one fixed database, `postgres`, because an advisory lock is seen in its database only; where we
/// may not go there, in the connection's own.
final class Sessions implements AutoCloseable {

    private static final String FIXED = "postgres";
    private static final Set<String> NO_WAY_IN = Set.of("3D000", "42501", "28000");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Connection where;
    private final Logins logins;
    private final Opener opener;
    private final Duration lock;
    private final Map<Place, AdminSession> open = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private boolean fixedIsShut;

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

    boolean namesHosts() {
        return !where.nodes().isEmpty();
    }

    /// What our sessions are called at the server.
    String application() {
        return opener.application();
    }

    Duration lockPatience() {
        return lock;
    }

    /// In the connection's database.
    AdminSession working(Endpoint at) throws Refused, Unanswered {
        return session(at, database());
    }

    /// In the database where locks are taken.
    AdminSession locking(Endpoint at) throws Refused, Unanswered {
        if (fixedIsShut) {
            return working(at);
        }
        try {
            return session(at, FIXED);
        } catch (Refused refused) {
            if (database().equals(FIXED) || !NO_WAY_IN.contains(refused.code())) {
                throw refused;
            }
            fixedIsShut = true;
            return working(at);
        }
    }

    /// What was found wanting about the way to the server.
    Set<String> warnings() {
        return Set.copyOf(warnings);
    }

    /// Whether locks are taken where other connections to the same server may not see them.
    boolean locksAsideOfOthers() {
        return fixedIsShut;
    }

    /// Logs in as `login`, on a connection of its own, and proves the identity.
    void prove(Endpoint at, Login login) throws Refused, Unanswered {
        try (SqlConnection connection = opener.open(at, login, database()).sql()) {
            LoginCheck.on(connection, login.account(), "SELECT session_user");
        } catch (SQLException e) {
            throw thrown(Opener.VERDICTS.ofVerification(e, at.toString()));
        }
    }

    void prove(Endpoint at, Credential credential) throws Refused, Unanswered {
        prove(at, credential.login());
    }

    @Override
    public void close() {
        open.values().forEach(session -> session.sql().close());
        open.clear();
    }

    private String database() {
        return where.database().orElse(FIXED);
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
                Opened opened = opener.open(at, login, database);
                return introduced(opened, new Pooler(() -> again(at, login, database), warnings::add), login, database);
            } catch (SQLException e) {
                TargetException trouble = Opener.VERDICTS.ofAdminLogin(e, at.toString());
                if (!trouble.code().equals(PostgresVerdicts.WRONG_PASSWORD)) {
                    throw thrown(trouble);
                }
            }
        }
        throw new Refused(
                Reason.ADMIN_LOGIN,
                PostgresVerdicts.WRONG_PASSWORD,
                "the server does not accept the login of the connection; check its user name and password",
                at.toString());
    }

    /// The server itself ends what we leave behind: a session that nobody can speak for any more, and every wait. A
    /// pooler is looked for first: what is set through one is set for others.
    private AdminSession introduced(Opened opened, Pooler pooler, Login login, String database)
            throws Refused, Unanswered {
        SqlConnection sql = opened.sql();
        try {
            pooler.lookBehind(opened);
            Duration left = opener.dialer().deadline().left().plus(MARGIN);
            long idle = (left.compareTo(LONGEST) < 0 ? left : LONGEST).toMillis();
            sql.execute(
                    "SET",
                    "SET standard_conforming_strings = on; SET idle_session_timeout = " + idle + "; SET lock_timeout = "
                            + lock.toMillis());
            return new AdminSession(sql, login.account(), database);
        } catch (Refused | Unanswered e) {
            sql.close();
            throw e;
        }
    }

    private SqlConnection again(Endpoint at, Login login, String database) throws Refused, Unanswered {
        try {
            return opener.open(at, login, database).sql();
        } catch (SQLException e) {
            throw thrown(Opener.VERDICTS.ofAdminLogin(e, at.toString()));
        }
    }

    private static Refused thrown(TargetException trouble) throws Unanswered {
        return switch (trouble) {
            case Refused refused -> refused;
            case Unanswered silence -> throw silence;
        };
    }
}
