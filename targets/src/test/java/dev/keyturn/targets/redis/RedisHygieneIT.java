// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.node;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Beside;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Where a password could be read by somebody who should not: it is not there.
class RedisHygieneIT {

    private static final int ROTATIONS = 100;

    private final RedisServer server =
            RedisServer.start(RedisSetup.with(RedisBinary.chosen()).directive("loglevel debug"));
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> ourLog = new ListAppender<>();
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        ourLog.start();
        root.addAppender(ourLog);
        root.setLevel(Level.TRACE);
        server.admin("CONFIG", "SET", "slowlog-log-slower-than", "0");
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(ourLog);
        server.close();
    }

    @Test
    void shows_no_password_to_those_who_watch_the_server_or_read_a_log() throws Exception {
        var next = RedisEngine.candidate("~app:*", "+@read");
        List<String> seen = new ArrayList<>();
        try (var monitor = server.connectAsAdmin();
                Beside target = Visitor.to(server).open()) {
            monitor.must("MONITOR");
            var node = node(target, server);
            target.apply(node, next, new Keep.Shut());
            target.verify(node, next);
            target.retire(node, next, new Keep.Gone());
            server.admin("ECHO", "the end");
            seen.addAll(untilTheEnd(monitor));
        }
        seen.add(server.admin("SLOWLOG", "GET", "-1").toString());
        seen.add(server.admin("ACL", "LOG").toString());
        seen.addAll(server.log());
        ourLog.list.forEach(event -> seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs()));

        String everything = String.join("\n", seen);

        assertThat(everything).contains("ACL SETUSER " + next.account(), "\"the end\"");
        assertThat(everything)
                .doesNotContain(next.password().reveal())
                .doesNotContain(server.setup().admin().password())
                .doesNotContain(UserChange.sha256(next.password()));
    }

    @Test
    void proves_each_of_a_hundred_passwords_of_hostile_symbols_and_shows_none_of_them() throws Exception {
        var requirements = new PasswordRequirements(40, 4, 4, 4, 20, "&<>\"'`=;?\\");
        var generator = new PasswordGenerator(new SecureRandom());
        List<String> passwords = new ArrayList<>();
        Credential published = RedisEngine.candidate("~app:*", "+@read");
        try (RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            target.apply(node, published, new Keep.Shut());
            for (int i = 0; i < ROTATIONS; i++) {
                var next = new Credential(
                        published.account(),
                        published.origin(),
                        generator.password(requirements),
                        published.version() + 1,
                        generator.salt(),
                        published.rules());
                target.apply(node, next, new Keep.Only(published));
                target.verify(node, next);
                target.retire(node, published, new Keep.Only(next));

                assertThat(Visitor.accepts(server, next)).as("rotation " + i).isTrue();
                assertThat(Visitor.accepts(server, published)).isFalse();
                passwords.add(next.password().reveal());
                published = next;
            }
        }
        server.kill();
        server.restart();
        assertThat(Visitor.accepts(server, published)).isTrue();
        List<String> seen = new ArrayList<>(server.log());
        ourLog.list.forEach(event -> seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs()));
        assertThat(seen).noneMatch(line -> passwords.stream().anyMatch(line::contains));
    }

    private static List<String> untilTheEnd(RespClient monitor) {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(monitor.read().text());
        } while (!lines.getLast().contains("the end"));
        return lines;
    }
}
