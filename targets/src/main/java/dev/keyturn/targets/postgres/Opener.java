// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.Dialed;
import dev.keyturn.targets.jdbc.DialedSockets;
import dev.keyturn.targets.jdbc.DialedTls;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.jdbc.Verdicts;
import dev.keyturn.targets.net.Dialer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/// Logs in: to one server, as one role, over a connection that nobody else uses. Every property is set here; the URL
/// holds none.
///
/// @param application what our sessions are called at the server
record Opener(Dialer dialer, String application) {

    static final Verdicts VERDICTS = new PostgresVerdicts();

    private static final String URL = "jdbc:postgresql:///";
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Driver DRIVER = new Driver();

    /// A session.
    ///
    /// @param announced the number of the backend that answers to it, as it was told with the login
    record Opened(SqlConnection sql, int announced) {}

    /// A name with a `NUL` in it could end early and go on as a setting of the session.
    ///
    /// @throws SQLException the server's or the client library's no, for [PostgresVerdicts]
    Opened open(Endpoint at, Login login, String database) throws SQLException, Refused, Unanswered {
        var _ = RoleChange.name(login.account());
        var _ = PostgresDialect.INSTANCE.identifier(database);
        Properties properties = properties(login, database);
        Connection connection = Dialed.to(
                dialer,
                at,
                () -> Objects.requireNonNull(DRIVER.connect(URL, properties), "the URL is PostgreSQL's own"));
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        return new Opened(new SqlConnection(connection, dialer, VERDICTS, at.toString()), announced);
    }

    private Properties properties(Login login, String database) {
        var properties = new Properties();
        PGProperty.PG_HOST.set(properties, "target");
        PGProperty.PG_DBNAME.set(properties, database);
        PGProperty.USER.set(properties, login.account().value());
        PGProperty.PASSWORD.set(
                properties, login.password().map(password -> password.reveal()).orElse(""));
        PGProperty.APPLICATION_NAME.set(properties, application);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.SSL_MODE.set(properties, dialer.tls().isPresent() ? "require" : "disable");
        PGProperty.SSL_FACTORY.set(properties, DialedTls.class.getName());
        PGProperty.SOCKET_FACTORY.set(properties, DialedSockets.class.getName());
        int seconds = (int) dialer.connect().plus(A_SECOND).minusNanos(1).toSeconds();
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, 0);
        return properties;
    }
}
