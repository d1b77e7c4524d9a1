// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Logins over the pod IP.
public final class Logins {

    private Logins() {}

    /// Fails unless the pair logs in and a statement is answered.
    public static void postgres(String address, int port, String user, String password) throws SQLException {
        var pair = new Properties();
        pair.setProperty("user", user);
        pair.setProperty("password", password);
        pair.setProperty("connectTimeout", "5");
        try (var connection =
                        DriverManager.getConnection("jdbc:postgresql://" + address + ":" + port + "/postgres", pair);
                var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }
}
