// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cli.process.Ending;
import dev.keyturn.operator.runtime.OperatorConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OperatorCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void has_an_option_for_each_setting_of_the_operator_and_one_for_the_log() {
        assertThat(OperatorSettings.ALL)
                .extracting(Setting::option)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                OperatorConfig.OPTIONS.stream(), OperatorConfig.FLAGS.stream(), Stream.of("log-level"))
                        .flatMap(names -> names)
                        .toList());
        assertThat(OperatorSettings.ALL)
                .filteredOn(setting -> setting.value().isEmpty())
                .extracting(Setting::option)
                .containsExactlyInAnyOrderElementsOf(OperatorConfig.FLAGS);
    }

    @Test
    void help_names_the_variable_of_each_option() {
        assertThat(run(Map.of(), "--help")).isZero();

        for (var setting : OperatorSettings.ALL) {
            assertThat(out.toString()).contains("--" + setting.option(), setting.variable());
        }
    }

    @Test
    void lists_every_fault_at_once_and_starts_nothing() {
        var environment = Map.of(
                "KEYTURN_LOG_LEVEL", "loud",
                "KEYTURN_OPERATOR_LISTEN", "everywhere",
                "KEYTURN_OPERATOR_PASSWORD_LENGTH", "8");

        assertThat(run(environment)).isEqualTo(2);

        assertThat(err.toString())
                .contains("\"loud\"", "everywhere", "KEYTURN_OPERATOR_PASSWORD_LENGTH", "No cluster is named")
                .hasLineCount(5);
    }

    @Test
    void says_that_the_cluster_does_not_answer() throws IOException {
        var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d"}}]
                users: [{name: u, user: {token: canary}}]
                """.formatted(closedPort()));

        assertThat(run(Map.of(), "--kubeconfig", kubeconfig.toString(), "--listen", "127.0.0.1:0"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("https://127.0.0.1", "does not answer")
                .doesNotContain("canary");
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int run(Map<String, String> environment, String... arguments) {
        return OperatorCommand.with(environment, Ending::new)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
