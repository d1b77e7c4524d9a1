// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LoggingTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @AfterEach
    void logToStandardErrorAgain() {
        Logging.start(new LogSettings(Level.WARN, LogFormat.PLAIN));
    }

    @Nested
    class At_the_finest_level {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "io.helidon.webserver.http1.Http1Connection",
                    "io.helidon.webserver.http1.Http1LoggingConnectionListener",
                    "redis.clients.jedis.Connection",
                    "com.zaxxer.hikari.pool.HikariPool",
                    "com.zaxxer.hikari.HikariConfig",
                    "org.flywaydb.core.internal.command.DbMigrate",
                    "org.jdbi.sql",
                    "org.postgresql.core.v3.QueryExecutorImpl",
                    "com.microsoft.sqlserver.jdbc.internals.TDS.DATA",
                    "org.sqlite.core.NativeDB",
                    "com.nimbusds.jose",
                    "jdk.httpclient.HttpClient",
                    "a.library.that.comes.later"
                })
        void no_library_says_what_it_reads_and_writes(String name) {
            start(Level.TRACE, LogFormat.PLAIN);

            for (var level : new Level[] {Level.TRACE, Level.DEBUG, Level.INFO}) {
                LoggerFactory.getLogger(name).atLevel(level).log("Authorization: Bearer canary");
            }
            java.util.logging.Logger.getLogger(name).finest("canary");
            java.util.logging.Logger.getLogger(name).info("canary");
            System.getLogger(name).log(System.Logger.Level.TRACE, "canary");
            System.getLogger(name).log(System.Logger.Level.INFO, "canary");

            assertThat(said()).isEmpty();
        }

        @Test
        void libraries_still_warn() {
            start(Level.TRACE, LogFormat.PLAIN);

            LoggerFactory.getLogger("com.zaxxer.hikari.pool.HikariPool").warn("the pool is empty");
            java.util.logging.Logger.getLogger("org.postgresql").warning("the clock went back");
            System.getLogger("io.helidon").log(System.Logger.Level.WARNING, "the port is gone");

            assertThat(said()).contains("the pool is empty", "the clock went back", "the port is gone");
        }

        @Test
        void we_say_everything() {
            start(Level.TRACE, LogFormat.PLAIN);

            LoggerFactory.getLogger("dev.keyturn.server.schedule.RotationScheduler")
                    .trace("looked for due rotations");

            assertThat(said()).contains("TRACE", "looked for due rotations");
        }
    }

    @Test
    void error_silences_warnings_of_everyone() {
        start(Level.ERROR, LogFormat.PLAIN);

        LoggerFactory.getLogger("dev.keyturn.server.Server").warn("soon");
        LoggerFactory.getLogger("io.helidon").warn("soon");

        assertThat(said()).isEmpty();
    }

    @Test
    void a_plain_line_shows_the_keys_and_stays_one_line() {
        start(Level.INFO, LogFormat.PLAIN);

        LoggerFactory.getLogger("dev.keyturn.server.Server")
                .atInfo()
                .addKeyValue("rotation", "orders\n2026-01-01T00:00:00Z ERROR forged")
                .log("rotated");

        assertThat(said().lines())
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z INFO  .*rotated rotation=\"orders .*forged\"");
    }

    @Test
    void a_json_line_is_one_object_with_the_keys_beside_the_message() throws Exception {
        start(Level.INFO, LogFormat.JSON);

        LoggerFactory.getLogger("dev.keyturn.server.Server")
                .atWarn()
                .setCause(new IllegalStateException("line one\nline two"))
                .addKeyValue("rotation", "orders")
                .addKeyValue("attempt", 3)
                .log("rotation \"{}\" failed", "orders");

        assertThat(said().lines()).hasSize(1);
        var line = new ObjectMapper().readTree(said());
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("logger").asText()).isEqualTo("dev.keyturn.server.Server");
        assertThat(line.path("message").asText()).isEqualTo("rotation \"orders\" failed");
        assertThat(line.path("rotation").asText()).isEqualTo("orders");
        assertThat(line.path("attempt").asText()).isEqualTo("3");
        assertThat(line.path("time").asText()).endsWith("Z");
        assertThat(line.path("exception").asText()).contains("IllegalStateException: line one");
    }

    @Test
    void does_not_close_the_stream_that_it_is_lent() {
        var lent = new ByteArrayOutputStream() {
            private boolean closed;

            @Override
            public void close() {
                closed = true;
            }
        };
        Logging.start(new LogSettings(Level.INFO, LogFormat.PLAIN), lent);
        Logging.start(new LogSettings(Level.INFO, LogFormat.PLAIN), output);

        assertThat(lent.closed).isFalse();
    }

    private void start(Level level, LogFormat format) {
        Logging.start(new LogSettings(level, format), output);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
