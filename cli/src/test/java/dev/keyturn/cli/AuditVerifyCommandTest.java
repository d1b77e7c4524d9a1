// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.Server;
import dev.keyturn.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int verify(Path data) {
        return AuditCommand.with(Map.of())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("verify", "--data", data.toString());
    }

    private Server server() {
        return Server.start(
                ServerConfig.from(
                        Map.of(
                                "listen",
                                "127.0.0.1:0",
                                "data",
                                folder.resolve("data").toString()),
                        Map.of()),
                List.of());
    }

    private static void bootstrap(Server server) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/admin/bootstrap"))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"email\":\"a@example.test\",\"password\":\"correct horse\",\"organization\":\"Shop\"}"));
            assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private void tamper(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("data").resolve("keyturn.db"));
                var prepared = connection.createStatement()) {
            assertThat(prepared.executeUpdate(statement)).isPositive();
        }
    }

    @Test
    void works_beside_a_running_server_and_names_the_first_bad_row() throws Exception {
        try (var server = server()) {
            bootstrap(server);

            assertThat(verify(folder.resolve("data"))).as(err.toString()).isZero();
            tamper("UPDATE audit_log SET event_type = 'nothing' WHERE position = 1");

            assertThat(verify(folder.resolve("data"))).isEqualTo(1);
            assertThat(out.toString()).contains("whole: 1 events", "broken at row 1 (id ");
        }
    }

    @Test
    void makes_no_store_where_there_is_none() {
        assertThat(verify(folder)).isEqualTo(1);

        assertThat(err.toString()).contains("There is no store in " + folder);
        assertThat(folder).isEmptyDirectory();
    }
}
