// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else holds the embedded store for longer than anybody waits.
class StoreOutageIT {
    private static Connection hold(Path data) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("keyturn.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        return connection;
    }

    @Test
    void a_store_that_cannot_be_written_is_said_reads_go_on_and_writes_come_back(@TempDir Path folder)
            throws SQLException {
        try (var server = RunningServer.start(folder)) {
            var token = server.bootstrap();
            var holder = hold(folder);

            var write = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}");
            var ready = server.call("", "GET", "/readyz");
            var read = server.call(token, "GET", "/api/v1/workspace");
            var given = server.call(token, "GET", "/api/v1/organization/audit-logs/export");
            holder.close();
            var later = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}");
            var taken = server.call(
                    token,
                    "POST",
                    "/api/v2/workspace",
                    "{\"projectName\":\"Other\",\"slug\":\"%s\"}".formatted(later.text("/project/slug")));
            var all = server.call(token, "GET", "/api/v1/workspace");

            assertThat(write.status()).isEqualTo(503);
            assertThat(write.text("/error")).isEqualTo("ServiceUnavailable");
            assertThat(write.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(ready.status()).isEqualTo(503);
            assertThat(read.json().at("/workspaces")).isEmpty();
            assertThat(given.status()).as("what is given away is told first").isEqualTo(503);
            assertThat(later.status()).isEqualTo(200);
            assertThat(taken.status()).isEqualTo(400);
            assertThat(all.json().at("/workspaces")).hasSize(1);
        }
    }
}
