// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.operator.provision.redis.BootState;
import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.FreePorts;
import dev.keyturn.testkit.process.RunningProcess;
import dev.keyturn.testkit.process.TemporaryFolder;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RespClient;
import dev.keyturn.testkit.redis.RespReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A Redis that starts while its password changes takes the former and the next one, under every name.
class RedisStartIT {
    private static final String SCRIPT = "/dev/keyturn/operator/provision/redis/start.sh";
    private static final String FORMER = "the-former-password";
    /// Redis reads quotes and backslashes in its configuration.
    private static final String NEXT = "ne\"xt \\pass$word'";

    private final Path folder = TemporaryFolder.create("keyturn-start");

    @AfterEach
    void forget() {
        TemporaryFolder.delete(folder);
    }

    @Test
    void takes_both_passwords_under_each_name_in_the_overlap() throws Exception {
        var state = BootState.of(List.of(login("admin", NEXT), login("root", FORMER)));
        try (var node = Node.start(folder, environment(state))) {
            for (String user : List.of("default", "admin", "root")) {
                assertThat(node.accepts(user, NEXT)).as(user).isTrue();
                assertThat(node.accepts(user, FORMER)).as(user).isTrue();
                assertThat(node.accepts(user, "another")).as(user).isFalse();
            }
            assertThat(node.says("ACL", "USERS").items()).hasSize(3);
            assertThat(node.says("CONFIG", "GET", "masterauth")
                            .items()
                            .getLast()
                            .text())
                    .isEqualTo(NEXT);
        }
    }

    @Test
    void takes_the_published_password_of_default_alone_otherwise() throws Exception {
        var state = BootState.of(List.of(login("default", NEXT)));
        try (var node = Node.start(folder, environment(state))) {
            assertThat(node.accepts("default", NEXT)).isTrue();
            assertThat(node.accepts("default", FORMER)).isFalse();
            assertThat(node.says("ACL", "USERS").items()).hasSize(1);
        }
    }

    @Test
    void does_not_start_without_a_password() throws Exception {
        try (var process = RunningProcess.start("start.sh", command(folder, FreePorts.one(), Map.of()))) {
            Optional<String> why = process.awaitLine(
                    line -> line.contains("keyturn.accept of the config Secret is empty"),
                    Deadline.in(Duration.ofSeconds(10)));

            assertThat(why).isPresent();
            assertThat(process.endsWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static Map<String, String> environment(BootState state) {
        Map<String, String> data = state.data();
        return Map.of(
                "KEYTURN_ACCEPT", data.getOrDefault(BootState.ACCEPT, ""),
                "KEYTURN_MASTERAUTH", data.getOrDefault(BootState.MASTERAUTH, ""),
                "KEYTURN_USER", data.getOrDefault(BootState.USER, ""));
    }

    private static Login login(String user, String password) {
        return Login.of(new AccountName(user), Password.of(password));
    }

    /// The script as it is, but for the folder of a container.
    private static ProcessBuilder command(Path folder, int port, Map<String, String> environment) throws IOException {
        try (InputStream script = Objects.requireNonNull(BootState.class.getResourceAsStream(SCRIPT))) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("/run/keyturn");
            Files.writeString(folder.resolve("start.sh"), text.replace("/run/keyturn", folder.toString()));
        }
        Files.write(
                folder.resolve("default.conf"),
                List.of(
                        "bind 127.0.0.1",
                        "port " + port,
                        "dir " + folder,
                        "save \"\"",
                        "include " + folder.resolve("credentials.conf")));
        var command = new ProcessBuilder("/bin/sh", folder.resolve("start.sh").toString());
        command.environment().putAll(new HashMap<>(environment));
        command.environment().put("KEYTURN_CONFIG", folder.toString());
        command.environment()
                .put("KEYTURN_SERVER", RedisBinary.chosen().program().toString());
        return command;
    }

    private record Node(RunningProcess process, InetSocketAddress address) implements AutoCloseable {
        static Node start(Path folder, Map<String, String> environment) throws IOException {
            int port = FreePorts.one();
            var process = RunningProcess.start("redis", command(folder, port, environment));
            assertThat(process.awaitLine(
                            line -> line.contains("Ready to accept connections"), Deadline.in(Duration.ofSeconds(10))))
                    .as("%s", process.log())
                    .isPresent();
            return new Node(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        boolean accepts(String user, String password) {
            try (var client = RespClient.connect(address)) {
                return client.call("AUTH", user, password) instanceof RespReply.Text;
            }
        }

        RespReply says(String... command) {
            try (var client = RespClient.connect(address)) {
                client.must("AUTH", "default", NEXT);
                return client.must(command);
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
