// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The double as a process of its own, as tests of the packaged command use it.
class SqlServerProcessIT {

    private static final int SECONDS = 30;

    @Test
    void prints_its_port_and_runs_until_its_standard_input_ends() throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SqlServerDouble.class.getName());
        builder.environment().put(SqlServerDouble.PASSWORD_VARIABLE, Servers.SA_PASSWORD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(output.readLine().substring("port ".length()));
            try (var connection = Jdbc.open(port, "sa", Servers.SA_PASSWORD, "master", "a test");
                    var statement = connection.createStatement()) {
                assertThat(statement.execute("CREATE DATABASE orders")).isFalse();
            }

            process.getOutputStream().close();

            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
