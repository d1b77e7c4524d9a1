// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Where a password could be read by somebody who should not: it is not there. The server says all that it can.
class PostgresHygieneIT {

    private static final String STATEMENT = "ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'";

    private final PostgresServer server = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded())
            .directive("shared_preload_libraries = 'pg_stat_statements'")
            .directive("pg_stat_statements.track = all")
            .directive("log_min_messages = debug2")
            .directive("log_min_error_statement = debug5")
            .directive("debug_print_parse = on")
            .directive("debug_print_plan = on")
            .directive("log_parameter_max_length = -1")
            .directive("log_parameter_max_length_on_error = -1"));
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> ourLog = new ListAppender<>();
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        ourLog.start();
        root.addAppender(ourLog);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(ourLog);
        server.close();
    }

    @Test
    void shows_no_password_to_those_who_read_a_log_or_watch_the_sessions() throws Exception {
        Credential made = Servers.credential("made", Origin.MADE, rules(Optional.empty(), true));
        Credential custom = Servers.credential("custom", Origin.FOUND, rules(Optional.of(STATEMENT), false));
        Credential replaced = Servers.credential("custom", Origin.FOUND, rules(Optional.of(STATEMENT), false));
        server.admin("CREATE EXTENSION pg_stat_statements", "CREATE ROLE custom LOGIN");
        Visits visits = Visits.asSuperuser(server);
        List<String> seen = new ArrayList<>();
        for (Credential next : List.of(made, custom, replaced)) {
            assertThat(visits.preflight(next)).isEmpty();
            try (PostgresTarget target = visits.open();
                    var _ = target.lock()) {
                var writer = target.nodes().writers().getFirst();
                target.apply(writer, next, new Keep.Shut());
                seen.addAll(server.rows("SELECT coalesce(query, '') FROM pg_stat_activity"));
                target.verify(writer, next);
                target.readBack(writer, next);
            }
        }
        assertThat(visits.accepts(custom)).isFalse();
        visits.retire(replaced, new Keep.Only(custom));
        visits.retire(custom, new Keep.Shut());
        visits.retire(made, new Keep.Gone());
        List<String> statistics = server.rows("SELECT query FROM pg_stat_statements");
        seen.addAll(statistics);
        seen.addAll(server.logUntilNow());
        ourLog.list.forEach(event -> seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs()));

        String everything = String.join("\n", seen);

        assertThat(statistics).anyMatch(query -> query.contains("ALTER USER \"custom\""));
        assertThat(everything)
                .contains("CREATE ROLE \"made\"")
                .contains("ALTER USER \"custom\" WITH PASSWORD 'SCRAM-SHA-256$")
                .contains("DROP ROLE");
        assertThat(everything)
                .doesNotContain(made.password().reveal())
                .doesNotContain(custom.password().reveal())
                .doesNotContain(replaced.password().reveal())
                .doesNotContain(server.setup().superuserPassword());
    }

    private static AccountRules rules(Optional<String> statement, boolean createMissing) {
        return new AccountRules(List.of(), statement, List.of(), Optional.empty(), createMissing);
    }
}
