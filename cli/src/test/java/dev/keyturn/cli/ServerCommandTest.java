// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cli.process.Ending;
import dev.keyturn.server.ServerConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void has_an_option_for_each_setting_of_the_server_and_one_for_the_log() {
        assertThat(ServerSettings.ALL)
                .extracting(Setting::option)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ServerConfig.OPTIONS.stream(), ServerConfig.FLAGS.stream(), Stream.of("log-level"))
                                .flatMap(names -> names)
                                .toList());
        assertThat(ServerSettings.ALL)
                .filteredOn(setting -> setting.value().isEmpty())
                .extracting(Setting::option)
                .containsExactlyInAnyOrderElementsOf(ServerConfig.FLAGS);
    }

    @Test
    void help_names_the_variable_and_the_default_of_each_option() {
        assertThat(run(Map.of(), "--help")).isZero();

        for (var setting : ServerSettings.ALL) {
            assertThat(out.toString())
                    .contains("--" + setting.option(), setting.variable(), "default: " + setting.fallback());
        }
    }

    @Test
    void lists_every_fault_at_once_and_starts_nothing() {
        var environment = Map.of(
                "KEYTURN_LOG_LEVEL", "loud",
                "KEYTURN_LOG_FORMAT", "xml",
                "KEYTURN_LISTEN", "everywhere",
                "ALLOW_INTERNAL_IP_CONNECTIONS", "perhaps",
                "KEYTURN_DATA", folder.resolve("data").toString());

        assertThat(run(environment)).isEqualTo(2);

        assertThat(err.toString())
                .contains("\"loud\"", "\"xml\"", "everywhere", "ALLOW_INTERNAL_IP_CONNECTIONS")
                .hasLineCount(5);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_unknown_option_or_one_without_its_value_is_wrong_usage() {
        assertThat(run(Map.of(), "--password", "x")).isEqualTo(2);
        assertThat(run(Map.of(), "--listen")).isEqualTo(2);
        assertThat(run(Map.of(), "stray")).isEqualTo(2);
    }

    @Test
    void refuses_a_password_in_the_address_of_the_store_without_repeating_it() {
        assertThat(run(Map.of(), "--store", "jdbc:postgresql://db/keyturn?user=a&password=canary"))
                .isEqualTo(2);
        assertThat(run(Map.of(), "--store", "jdbc:postgresql://a:canary@db/keyturn"))
                .isEqualTo(2);

        assertThat(err.toString()).doesNotContain("canary");
    }

    @Test
    void starts_where_the_option_says_whatever_the_environment_says() {
        var data = folder.resolve("by-option");
        var environment = Map.of(
                "KEYTURN_LISTEN",
                "everywhere",
                "KEYTURN_DATA",
                folder.resolve("by-variable").toString());

        assertThat(run(environment, "--listen", "127.0.0.1:0", "--data", data.toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).containsPattern("Keyturn is ready at http://127\\.0\\.0\\.1:\\d+\\R");
        assertThat(folder.resolve("by-variable")).doesNotExist();
        assertThat(data).isDirectoryContaining(file -> file.endsWith("root.key"));
    }

    @Test
    void says_why_it_could_not_start() throws Exception {
        var inTheWay = Files.writeString(folder.resolve("file"), "");

        assertThat(run(Map.of("KEYTURN_LISTEN", "127.0.0.1:0"), "--data", inTheWay.toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains(inTheWay.toString()).doesNotContain("Exception");
    }

    /// A server that is told to end before it is ready: it starts whole, and ends whole.
    private int run(Map<String, String> environment, String... arguments) {
        var ending = new Ending();
        ending.wish();
        return ServerCommand.with(environment, () -> ending)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
