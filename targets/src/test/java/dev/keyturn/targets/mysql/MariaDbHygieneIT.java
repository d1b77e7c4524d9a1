// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Where a password could be read by somebody who should not: it is not there.
@OnMariaDb
class MariaDbHygieneIT {

    private final MariaDbServer server = Servers.shared();
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
    }

    @Test
    void shows_no_password_in_the_general_log_or_in_ours() throws Exception {
        Visits visits = Visits.to(server);
        Credential next = Servers.made();
        Credential after = Servers.after(next);
        visits.apply(next);
        assertThat(visits.preflight(next)).isEmpty();
        visits.apply(after, new Keep.Only(next));
        assertThat(visits.accepts(next) && visits.accepts(after)).isTrue();
        visits.retire(next, new Keep.Only(after));
        visits.retire(after, new Keep.Gone());
        List<String> seen = new ArrayList<>(server.log());
        ourLog.list.forEach(event -> seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs()));

        String everything = String.join("\n", seen);

        assertThat(everything).contains("ALTER USER '" + next.account() + "'@'%' IDENTIFIED VIA");
        assertThat(everything)
                .doesNotContain(next.password().reveal())
                .doesNotContain(after.password().reveal());
    }

    /// The one exception, of which a plan warns: the owner's own statement holds the password, and the server
    /// logs it.
    @Test
    void keeps_the_password_of_an_owners_statement_out_of_our_own_log() throws Exception {
        server.admin("CREATE USER spoken_of IDENTIFIED BY 'a'");
        Credential next = Servers.credential(
                "spoken_of", Origin.FOUND, Servers.custom("ALTER USER '{{username}}' IDENTIFIED BY '{{password}}'"));

        Visits.to(server).apply(next);

        assertThat(ourLog.list)
                .noneMatch(event ->
                        event.getFormattedMessage().contains(next.password().reveal()));
        assertThat(Visits.to(server).accepts(next)).isTrue();
    }
}
