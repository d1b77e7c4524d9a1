// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.Dialed;
import dev.keyturn.targets.jdbc.DialedSockets;
import dev.keyturn.targets.jdbc.DialedTrust;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.jdbc.Verdicts;
import dev.keyturn.targets.net.Dialer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Logs in: to one instance, as one account, over a connection that nobody else uses. Every property is set here; the
/// URL holds none. The client library tries once: a login that it repeats would count twice against a lock-out.
///
/// @param application what our sessions are called at the server
record Opener(Dialer dialer, String application) {

    static final Verdicts VERDICTS = new SqlServerVerdicts();

    private static final String URL = "jdbc:sqlserver://";
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final SQLServerDriver DRIVER = new SQLServerDriver();

    /// Kept, since a logger that nobody keeps forgets its level.
    private static final Logger LIBRARY = Logger.getLogger("com.microsoft.sqlserver.jdbc");

    static {
        // at its finest it prints whole statements and packets; what it warns of, our errors say as well
        LIBRARY.setLevel(Level.OFF);
    }

    /// For those who send passwords in a batch: without TLS, only the login itself would be encrypted.
    static void needTls(Tls tls, Endpoint at) throws Refused {
        if (tls instanceof Tls.Off) {
            throw new Refused(
                    Reason.OTHER, "TLS", "an instance of SQL Server is spoken to over TLS only", at.toString());
        }
    }

    /// @throws SQLException the server's or the client library's no, for [SqlServerVerdicts]
    SqlConnection open(Endpoint at, Login login, String database) throws SQLException, Refused, Unanswered {
        var _ = Statements.name(login.account());
        var _ = SqlServerDialect.INSTANCE.identifier(database);
        Properties properties = properties(at, login, database);
        Connection connection = Dialed.to(
                dialer,
                at,
                () -> Objects.requireNonNull(DRIVER.connect(URL, properties), "the URL is SQL Server's own"));
        return new SqlConnection(connection, dialer, VERDICTS, at.toString());
    }

    private Properties properties(Endpoint at, Login login, String database) throws Unanswered {
        var properties = new Properties();
        properties.setProperty("serverName", at.host());
        properties.setProperty("portNumber", String.valueOf(at.port()));
        properties.setProperty("databaseName", database);
        properties.setProperty("user", login.account().value());
        properties.setProperty(
                "password", login.password().map(password -> password.reveal()).orElse(""));
        properties.setProperty("applicationName", application);
        properties.setProperty("workstationID", "keyturn");
        properties.setProperty("encrypt", String.valueOf(dialer.tls().isPresent()));
        properties.setProperty("trustServerCertificate", "false");
        properties.setProperty("trustManagerClass", DialedTrust.class.getName());
        properties.setProperty("socketFactoryClass", DialedSockets.class.getName());
        properties.setProperty("transparentNetworkIPResolution", "false");
        properties.setProperty("connectRetryCount", "0");
        int patience = dialer.patience(dialer.connect(), at.toString());
        properties.setProperty("socketTimeout", String.valueOf(patience));
        int seconds =
                (int) Duration.ofMillis(patience).plus(A_SECOND).minusNanos(1).toSeconds();
        properties.setProperty("loginTimeout", String.valueOf(seconds));
        return properties;
    }
}
