// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.server.data.StartRefused;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    private Path folder;

    @Nested
    class Metrics {
        private static int status(URI address) throws IOException {
            return ((HttpURLConnection) address.toURL().openConnection()).getResponseCode();
        }

        @Test
        void are_served_at_an_address_of_their_own_and_nowhere_else() throws IOException {
            try (var server = RunningServer.start(folder, Map.of("KEYTURN_METRICS_LISTEN", "127.0.0.1:0"))) {
                var _ = server.send("GET", "/api/v1/folders/none-of-these");
                var address = server.metrics().orElseThrow();

                String page = new String(address.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(page)
                        .contains("route=\"/api/v1/folders/{folder}\",status=\"401\"")
                        .contains("keyturn_rotations{state=\"settled\"} 0.0")
                        .doesNotContain("none-of-these");
                assertThat(status(address.resolve("/api/status"))).isEqualTo(404);
                assertThat(server.send("GET", "/metrics").statusCode()).isEqualTo(404);
            }
        }

        @Test
        void are_not_served_unless_asked_for() {
            try (var server = RunningServer.start(folder)) {
                assertThat(server.metrics()).isEmpty();
            }
        }
    }

    @Nested
    class Start {
        @Test
        void makes_a_private_data_folder_and_root_key() throws IOException {
            var data = folder.resolve("made/data");

            try (var _ = RunningServer.start(data)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                        .isEqualTo("rwx------");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("root.key"))))
                        .isEqualTo("rw-------");
            }
        }

        @Test
        void is_refused_while_another_server_holds_the_data_folder() {
            try (var _ = RunningServer.start(folder)) {
                assertThatExceptionOfType(StartRefused.class)
                        .isThrownBy(() -> RunningServer.start(folder))
                        .withMessageContaining("in use by another Keyturn process");
            }
        }

        @Test
        void goes_on_with_the_same_store_and_key() {
            RunningServer.start(folder).close();

            try (var server = RunningServer.start(folder)) {
                assertThat(server.send("GET", "/readyz").statusCode()).isEqualTo(200);
            }
        }

        @Test
        void names_the_key_that_is_missing_and_makes_none() throws IOException {
            RunningServer.start(folder).close();
            Files.delete(folder.resolve("root.key"));

            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> RunningServer.start(folder))
                    .withMessageContaining("root key is missing")
                    .withMessageContaining("fingerprint");
            assertThat(folder.resolve("root.key")).doesNotExist();
        }

        @Test
        void is_refused_with_another_key() throws IOException {
            RunningServer.start(folder).close();
            Files.writeString(folder.resolve("root.key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> RunningServer.start(folder))
                    .withMessageContaining("needs the one with fingerprint");
        }
    }

    @Nested
    class Requests {
        @Test
        void without_a_route_are_not_found() {
            try (var server = RunningServer.start(folder)) {
                var answer = server.send("GET", "/api/none");

                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body())
                        .matches("\\{\"reqId\":\"req-\\w{12}\",\"statusCode\":404,.*\"error\":\"NotFound\"}");
                assertThat(server.send("DELETE", "/api/status").statusCode()).isEqualTo(404);
            }
        }

        @Test
        void may_end_in_a_slash() {
            try (var server = RunningServer.start(folder)) {
                assertThat(server.send("GET", "/api/status/").statusCode()).isEqualTo(200);
            }
        }

        @Test
        void that_are_no_http_get_an_error_of_the_usual_shape() throws IOException {
            try (var server = RunningServer.start(folder)) {
                assertThat(raw(server, "GET /a%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .startsWith("HTTP/1.1 400")
                        .contains("\"error\":\"BadRequest\"");
            }
        }

        @Test
        void ask_for_the_end_of_the_connection_and_get_it() throws IOException {
            try (var server = RunningServer.start(folder)) {
                assertThat(raw(server, "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 200");
            }
        }

        private static String raw(RunningServer server, String request) throws IOException {
            try (var socket = new Socket(
                    java.net.InetAddress.getLoopbackAddress(), server.address().getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
