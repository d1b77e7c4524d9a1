// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.client.NewConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// New connections to one PostgreSQL server, each with one SCRAM login.
public record PostgresConnection(InetSocketAddress address, String database) implements NewConnection {

    private static final String WRONG_PASSWORD = "28P01";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public Answer logIn(Login login) throws IOException {
        var properties = new Properties();
        properties.setProperty("user", login.account().value());
        properties.setProperty(
                "password", login.password().map(Password::reveal).orElse(""));
        properties.setProperty("sslmode", "disable");
        properties.setProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
        String url = "jdbc:postgresql://%s:%d/%s".formatted(address.getHostString(), address.getPort(), database);
        try (var connection = DriverManager.getConnection(url, properties)) {
            if (!connection.isValid(Math.toIntExact(PATIENCE.toSeconds()))) {
                throw new IOException("PostgreSQL at " + address + " let us in and is silent");
            }
            return Answer.ACCEPTED;
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return Answer.REFUSED;
            }
            throw new IOException("PostgreSQL at %s does not let us in (%s)".formatted(address, e.getSQLState()), e);
        }
    }
}
