// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Api;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.e2e.process.HookReceiver;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// No password, token or key is left in a log at the finest level, in an error, in the data folder or in what other
/// processes can see (I7 of the rotation guide).
class CanaryIT {

    private static final RedisAccount ROTATOR =
            new RedisAccount("rotator", "c4nary/of \"the\" c\\nnection+wörd&", RedisAccount.EVERYTHING);
    private static final String WRONG = "wr0ng-c4nary-\"that\"-is-refused";
    private static final String PLAIN = "pl4in \"s3cret\" of a client, ünd mehr";

    /// More than the second try of a call that the kill cut off.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String HOOK_KEY = "whsec-c4nary-key-of-a-receiver";
    private static final String HOOK_PATH = "T0KEN-c4nary-in-an-address";

    private final List<Canary> canaries = new ArrayList<>();
    private final Map<String, byte[]> traces = new LinkedHashMap<>();

    @Test
    void nothing_secret_is_left_in_any_trace() throws IOException {
        var setup = ServerSetup.fresh().with("--log-level", "trace", "--metrics-listen", "127.0.0.1:0");
        try (var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(ROTATOR));
                var monitor = new RedisMonitor(redis);
                var hooks = HookReceiver.start();
                var server = KeyturnServer.start(setup)) {
            var installation = open(server);
            var project = installation.project("canaries");
            webhook(project, hooks);
            var rotation = rotate(project, redis);
            provokeErrors(project, rotation, redis);
            look("while it runs", server);
            metrics(server);
            server.kill();
            look("after a kill", server.setup().data());
            server.restart();
            rotation.rotate().ok();
            remember("last set", rotation);
            look("after the restart", server);
            traces.put("audit log", auditLog(installation).getBytes(StandardCharsets.UTF_8));
            hooks.next("secrets.rotation-failed", PATIENCE);
            trace(
                    "webhooks",
                    hooks.all().stream().map(HookReceiver.Received::toString).toList());
            assertThat(server.stop()).isZero();
            look("after the end", setup.data());
            trace("log", server.log());
            rotateWithJsonLog(setup.environment("KEYTURN_LOG_FORMAT", "json"), installation.token(), rotation.id());
            trace("commands that Redis saw", monitor.lines());
            trace("log of Redis", redis.log());
            rootKey(setup.data());
        }

        assertThat(traces)
                .as("the log at its finest")
                .extractingByKey("log")
                .satisfies(log -> assertThat(log).hasSizeGreaterThan(20_000));
        assertThat(traces.get("metrics")).asString().contains("keyturn_runs_ended_total{outcome=\"published\"}");
        assertThat(traces.get("JSON log")).asString().contains("\"level\"");
        assertThat(traces.keySet()).anyMatch(name -> name.endsWith("-wal"));
        assertThat(traces.get("audit log")).asString().contains("secret-rotation-step", "get-secret", "create-webhook");
        assertThat(traces.get("webhooks")).asString().contains("rotation-failed", "rotation-succeeded", "modified");
        assertThat(leaks()).isEmpty();
    }

    private void webhook(Project project, HookReceiver hooks) {
        canaries.add(Canary.of("key of a webhook", HOOK_KEY));
        canaries.add(Canary.of("address of a webhook", HOOK_PATH));
        project.api()
                .post(
                        "/api/v1/webhooks",
                        Json.object(
                                """
                        {"type": "general", "projectId": %s, "environment": "dev", "webhookUrl": %s, "webhookSecretKey": %s,
                         "eventsFilter": [{"eventName": "secrets.modified"}, {"eventName": "secrets.rotation-failed"},
                                          {"eventName": "secrets.rotation-succeeded"}]}""", project.id(), hooks.url("/" + HOOK_PATH).toString(), HOOK_KEY))
                .ok();
    }

    /// All that was told, without the cover under which it lies in the store.
    private static String auditLog(Installation installation) {
        return installation
                .api()
                .get("/api/v1/organization/audit-logs/export")
                .ok()
                .body();
    }

    private void rotateWithJsonLog(ServerSetup setup, String token, String id) {
        try (var server = KeyturnServer.start(setup)) {
            var rotation = new Rotation(Api.at(server::address).as(token), id);
            rotation.rotate().ok();
            remember("set under a JSON log", rotation);
            trace("JSON log", server.log());
        }
    }

    private void metrics(KeyturnServer server) throws IOException {
        String said = "Its metrics are at ";
        String address = server.log().stream()
                .filter(line -> line.startsWith(said))
                .findFirst()
                .orElseThrow()
                .substring(said.length());
        try (var page = URI.create(address).toURL().openStream()) {
            traces.put("metrics", page.readAllBytes());
        }
    }

    private void trace(String name, List<String> lines) {
        traces.put(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private Installation open(KeyturnServer server) {
        var installation = Installation.open(server);
        canaries.add(Canary.of("password of the first person", Installation.PASSWORD));
        canaries.add(Canary.of("token of the first identity", installation.token()));
        var identity = installation.identity("canary", "member");
        canaries.add(Canary.of("client secret", identity.clientSecret()));
        String token = installation.logIn(identity).ok().text("/accessToken");
        canaries.add(Canary.of("access token", token));
        canaries.add(Canary.of("signature of the access token", token.substring(token.lastIndexOf('.') + 1)));
        error(installation.logIn(identity.clientId(), WRONG));
        error(installation.api().as(token + "x").get("/api/v2/secret-rotations/options"));
        return installation;
    }

    private Rotation rotate(Project project, RedisServer redis) {
        canaries.add(Canary.of("password of the connection", ROTATOR.password()));
        canaries.add(Canary.of("value of a plain secret", PLAIN));
        project.createSecret("PLAIN", PLAIN).ok();
        var rotation = project.rotation("canary", project.connection("canary", redis.port(), ROTATOR));
        remember("first set", rotation);
        for (int i = 2; i < 5; i++) {
            rotation.rotate().ok();
            remember("set " + i, rotation);
        }
        return rotation;
    }

    /// Everything that goes wrong with a secret in it.
    private void provokeErrors(Project project, Rotation rotation, RedisServer redis) {
        canaries.add(Canary.of("refused password", WRONG));
        var body = project.connectionBody("refused", redis.port(), ROTATOR);
        error(project.connect(Json.merged(body, "{\"credentials\": {\"password\": %s}}", WRONG)));
        error(project.connect(Json.merged(body, "{\"credentials\": {\"port\": %s}}", WRONG)));
        error(project.connect(Json.merged(body, "{\"credentials\": {\"sslEnabled\": true}}")));
        error(project.api()
                .raw("POST", "/api/v1/app-connections/redis", "{\"password\": \"" + ROTATOR.password() + "\""));
        error(project.updateSecret(Project.passwordOf("canary"), PLAIN));
        error(project.api()
                .post(rotation.path() + "/resolve", Json.object("{\"action\": \"adopt\", \"password\": %s}", WRONG)));
        redis.stop();
        error(rotation.rotate());
        error(rotation.check());
        redis.restart();
        redis.admin("ACL", "SETUSER", "rotator", "-acl");
        error(rotation.rotate());
        redis.admin("ACL", "SETUSER", "rotator", "+@all");
        rotation.rotate().ok();
        remember("set after errors", rotation);
        traces.put("history", rotation.attempts().ok().body().getBytes(StandardCharsets.UTF_8));
    }

    private void error(Answer answer) {
        assertThat(answer.status()).as("an error: %s", answer.request()).isGreaterThanOrEqualTo(400);
        traces.put(
                "error " + traces.size() + " of " + answer.request(),
                answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private void remember(String name, Rotation rotation) {
        canaries.add(Canary.of(name, rotation.published().password()));
    }

    private void rootKey(Path data) throws IOException {
        String text = Files.readString(data.resolve("root.key")).strip();
        canaries.add(Canary.of("root key as text", text));
        canaries.add(Canary.of("root key", Base64.getDecoder().decode(text)));
    }

    private void look(String when, KeyturnServer server) throws IOException {
        Path process = Path.of("/proc", Long.toString(server.pid()));
        if (Files.isDirectory(process)) {
            traces.put("command line " + when, Files.readAllBytes(process.resolve("cmdline")));
            traces.put("environment " + when, Files.readAllBytes(process.resolve("environ")));
        }
        look(when, server.setup().data());
    }

    private void look(String when, Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("root.key")) {
                    traces.put(when + ", " + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
    }

    private List<String> leaks() {
        return traces.entrySet().stream()
                .flatMap(trace -> canaries.stream()
                        .flatMap(canary -> canary.seenIn(trace.getValue()).stream()
                                .map(form -> canary.name() + " (" + form + ") in " + trace.getKey())))
                .toList();
    }
}
