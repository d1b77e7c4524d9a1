// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What must not leak is sent through every part of a request, and looked for in all logs at the finest level and in
/// every file of the data folder.
class CanaryTest {
    private static final List<String> CANARIES =
            List.of("canary-value", "canary-query", "canary-header", "canary-password");

    /// Cookies and form tokens that were given away.
    private static final List<String> SESSIONS = new ArrayList<>();

    @Test
    void no_secret_is_logged_or_stored_in_clear(@TempDir Path folder) throws IOException {
        var log = new RecordedLog();
        log.start();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        var platform = java.util.logging.Logger.getLogger("");
        var platformLog = new PlatformLog(log.lines);
        platform.setLevel(java.util.logging.Level.ALL);
        platform.addHandler(platformLog);
        String token;
        try (var server = RunningServer.start(folder)) {
            token = exercise(server);
        } finally {
            root.detachAppender(log);
            root.setLevel(level);
            platform.removeHandler(platformLog);
            platform.setLevel(java.util.logging.Level.INFO);
        }

        assertThat(log.lines).anyMatch(line -> line.startsWith("io.helidon"));
        for (var canary : CANARIES) {
            assertThat(log.lines).noneMatch(line -> line.contains(canary));
            assertThat(contents(folder)).noneMatch(text -> text.contains(canary));
        }
        assertThat(log.lines).noneMatch(line -> line.contains(token));
        assertThat(contents(folder)).noneMatch(text -> text.contains(token));
        assertThat(SESSIONS).hasSize(2).allSatisfy(session -> {
            assertThat(session).hasSize(64);
            assertThat(log.lines).noneMatch(line -> line.contains(session));
            assertThat(contents(folder)).noneMatch(text -> text.contains(session));
        });
    }

    private static String exercise(RunningServer server) {
        var token = server.call("", "POST", "/api/v1/admin/bootstrap", """
                {"email":"a@example.test","password":"canary-password","organization":"Shop"}""").text("/identity/credentials/token");
        var project = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}")
                .text("/project/id");
        var body =
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"canary-value\"}".formatted(project);
        server.call(token, "POST", "/api/v3/secrets/raw/KEY", body);
        server.call(token, "POST", "/api/v3/secrets/raw/KEY", body);
        server.call(token, "POST", "/api/v3/secrets/raw/OTHER", body.replace("}", "canary-value"));
        server.call(token, "GET", "/api/v3/secrets/raw?environment=canary-query&workspaceId=" + project);
        server.call("canary-header", "GET", "/api/v1/workspace");
        server.call(
                "",
                "POST",
                "/api/v1/auth/universal-auth/login",
                "{\"clientId\":\"canary-value\",\"clientSecret\":\"canary-password\"}");
        server.call(token, "POST", "/api/v1/users", "{\"email\":\"b@example.test\",\"password\":\"canary-password\"}");
        signIn(server);
        return token;
    }

    /// Once with a wrong password, once with the right one; what the browser then keeps must not show either.
    private static void signIn(RunningServer server) {
        var page = server.send("GET", "/login");
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
        var formToken = page.body().replaceAll("(?s).*name=\"formToken\" value=\"([0-9a-f]+)\".*", "$1");
        for (var password : List.of("canary-value", "canary-password")) {
            var answer = server.send(
                    "POST",
                    "/login?next=canary-query",
                    "email=b@example.test&password=" + password + "&formToken=" + formToken,
                    "Cookie",
                    cookie,
                    "X-Other",
                    "canary-header");
            answer.headers()
                    .firstValue("Set-Cookie")
                    .ifPresent(set -> SESSIONS.add(set.replaceAll("[^=]*=([0-9a-f]+);.*", "$1")));
        }
        SESSIONS.add(formToken);
        SESSIONS.forEach(session -> server.send("GET", "/", "", "Cookie", "keyturn=" + session));
    }

    private static List<String> contents(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(CanaryTest::content).toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The HTTP framework and the drivers log through the platform.
    private static final class PlatformLog extends Handler {
        private final Queue<String> lines;

        PlatformLog(Queue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLoggerName() + " " + new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class RecordedLog extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            var thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getFormattedMessage() + event.getKeyValuePairs() + thrown);
        }
    }
}
