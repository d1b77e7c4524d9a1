// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

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
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The sessions of one visit: ours, each made when it is first needed and in no database, and those that
/// prove a login, in the connection's database.
final class Sessions implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /// Servers execute the comments that are meant for them: the sum tells what this one is. Then who we are
    /// there.
    private static final String INTRODUCTION = "SELECT /*M!100400 1 + */ /*M! 1 + */ 1, CURRENT_USER()";

    private static final int MYSQL = 1;
    private static final int MARIADB = 3;

    /// The account that the server let in, without its host.
    private static final String IDENTITY = "SELECT left(CURRENT_USER(), char_length(CURRENT_USER())"
            + " - char_length(substring_index(CURRENT_USER(), '@', -1)) - 1)";

    private final Connection where;
    private final Logins logins;
    private final Opener opener;
    private final Duration lock;
    private final Map<Endpoint, AdminSession> open = new HashMap<>();

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

    boolean isEncrypted() {
        return opener.dialer().tls().isPresent();
    }

    /// What our sessions are called at the server.
    String application() {
        return opener.application();
    }

    Optional<String> database() {
        return where.database();
    }

    AdminSession at(Endpoint host) throws Refused, Unanswered {
        AdminSession known = open.get(host);
        if (known != null && !known.sql().isOver()) {
            return known;
        }
        AdminSession fresh = login(host);
        open.put(host, fresh);
        return fresh;
    }

    /// Logs in as `login`, on a connection of its own, and proves the identity.
    void prove(Endpoint at, Login login) throws Refused, Unanswered {
        try (SqlConnection connection = opener.open(at, login, where.database())) {
            LoginCheck.on(connection, login.account(), IDENTITY);
        } catch (SQLException e) {
            throw thrown(Opener.VERDICTS.ofVerification(e, at.toString()));
        }
    }

    /// Whether the server accepts it; any other no than a wrong password is passed on.
    boolean accepts(Endpoint at, Credential credential) throws Refused, Unanswered {
        try {
            prove(at, credential.login());
            return true;
        } catch (Refused refused) {
            if (refused.reason() != Reason.WRONG_PASSWORD) {
                throw refused;
            }
            return false;
        }
    }

    @Override
    public void close() {
        open.values().forEach(session -> session.sql().close());
        open.clear();
    }

    private AdminSession login(Endpoint at) throws Refused, Unanswered {
        for (Login login : logins.inOrder()) {
            try {
                return introduced(opener.open(at, login, Optional.empty()));
            } catch (SQLException e) {
                TargetException trouble = Opener.VERDICTS.ofAdminLogin(e, at.toString());
                if (!trouble.code().equals(MySqlVerdicts.WRONG_PASSWORD)) {
                    throw thrown(trouble);
                }
            }
        }
        throw new Refused(
                Reason.ADMIN_LOGIN,
                MySqlVerdicts.WRONG_PASSWORD,
                "the server does not accept the login of the connection; check its user name and password",
                at.toString());
    }

    /// The server itself ends what we leave behind: a session that nobody can speak for any more, and every
    /// wait.
    private AdminSession introduced(SqlConnection sql) throws Refused, Unanswered {
        try {
            Duration left = opener.dialer().deadline().left().plus(MARGIN);
            long idle = (left.compareTo(LONGEST) < 0 ? left : LONGEST).toSeconds();
            sql.execute(
                    "SET",
                    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', SESSION wait_timeout = " + idle
                            + ", SESSION lock_wait_timeout = "
                            + Math.max(1, lock.toSeconds()));
            record Introduction(int sum, String me) {}
            var said = sql.query(
                            "the introduction", row -> new Introduction(row.getInt(1), row.getString(2)), INTRODUCTION)
                    .getFirst();
            return new AdminSession(sql, engine(said.sum(), sql), said.me(), lock);
        } catch (Refused refused) {
            sql.close();
            throw refused.code().equals(MySqlVerdicts.EXPIRED) ? expired(sql.node()) : refused;
        } catch (Unanswered silence) {
            sql.close();
            throw silence;
        }
    }

    private static Engine engine(int sum, SqlConnection sql) throws Refused, Unanswered {
        return switch (sum) {
            case MYSQL -> MySql.probed(sql);
            case MARIADB -> MariaDb.MARIADB;
            default ->
                throw new Refused(
                        Reason.UNSUPPORTED,
                        "VERSION",
                        "the server is a MariaDB before 10.4, which keeps its accounts differently; upgrade it",
                        sql.node());
        };
    }

    private static Refused expired(String node) {
        return new Refused(
                Reason.ADMIN_LOGIN,
                MySqlVerdicts.EXPIRED,
                "the password of the connection's user has expired; give it a new one (" + MySqlVerdicts.EXPIRED + ")",
                node);
    }

    private static Refused thrown(TargetException trouble) throws Unanswered {
        return switch (trouble) {
            case Refused refused -> refused;
            case Unanswered silence -> throw silence;
        };
    }
}
