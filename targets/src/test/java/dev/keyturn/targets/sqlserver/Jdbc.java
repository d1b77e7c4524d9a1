// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/// Logs in as an application does.
final class Jdbc {

    private Jdbc() {}

    static Connection open(SqlServerDouble server, Credential credential, String program) throws SQLException {
        return open(
                server.port(),
                credential.account().value(),
                credential.password().reveal(),
                Servers.DATABASE,
                program);
    }

    static Connection open(int port, String user, String password, String database, String program)
            throws SQLException {
        var properties = new Properties();
        properties.setProperty("serverName", "127.0.0.1");
        properties.setProperty("portNumber", String.valueOf(port));
        properties.setProperty("databaseName", database);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("applicationName", program);
        properties.setProperty("encrypt", "false");
        properties.setProperty("connectRetryCount", "0");
        return Objects.requireNonNull(new SQLServerDriver().connect("jdbc:sqlserver://", properties));
    }
}
