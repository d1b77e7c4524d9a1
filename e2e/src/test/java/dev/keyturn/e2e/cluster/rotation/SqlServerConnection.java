// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.client.NewConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// New connections to one SQL Server, each with one login; whose certificate it has is not asked here.
record SqlServerConnection(InetSocketAddress address) implements NewConnection {

    private static final int LOGIN_FAILED = 18456;
    private static final int PATIENCE_SECONDS = 15;

    @Override
    public Answer logIn(Login login) throws IOException {
        try (var connection = open(login)) {
            if (!connection.isValid(PATIENCE_SECONDS)) {
                throw new IOException("SQL Server at " + address + " let us in and is silent");
            }
            return Answer.ACCEPTED;
        } catch (SQLException e) {
            if (e.getErrorCode() == LOGIN_FAILED) {
                return Answer.REFUSED;
            }
            throw new IOException("SQL Server at %s does not let us in (%d)".formatted(address, e.getErrorCode()), e);
        }
    }

    /// The account gets the password of `other`, as an administrator would give it.
    void give(Login login, Login other) throws SQLException {
        String password = other.password().map(Password::reveal).orElseThrow();
        run(
                login,
                "ALTER LOGIN " + other.account().value() + " WITH PASSWORD = N'" + password.replace("'", "''") + "'");
    }

    void run(Login login, String statement) throws SQLException {
        try (var connection = open(login);
                var open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    Connection open(Login login) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.account().value());
        properties.setProperty(
                "password", login.password().map(Password::reveal).orElse(""));
        properties.setProperty("encrypt", "true");
        properties.setProperty("trustServerCertificate", "true");
        properties.setProperty("connectRetryCount", "0");
        // else the first try has half a second, and others follow
        properties.setProperty("transparentNetworkIPResolution", "false");
        properties.setProperty("loginTimeout", Integer.toString(PATIENCE_SECONDS));
        String url = "jdbc:sqlserver://%s:%d".formatted(address.getHostString(), address.getPort());
        return DriverManager.getConnection(url, properties);
    }
}
