// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.targets.redis.RedisDriver;
import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.TemporaryFolder;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespReply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A real Redis, a server that may rotate it, and a client of that server which knows a project and a connection.
final class RotationWorld implements AutoCloseable {
    static final String CONNECTIONS = "/api/v1/app-connections/redis";
    static final String ALL_ROTATIONS = "/api/v2/secret-rotations";
    static final String ROTATIONS = ALL_ROTATIONS + "/redis-credentials";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final RedisServer redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
    final MovableClock clock = new MovableClock();
    final String token;
    final String project;
    final String connection;
    private final Path folder = TemporaryFolder.create("keyturn-rotations");
    private final RunningServer server;
    private final AtomicInteger names = new AtomicInteger();

    RotationWorld() {
        this(Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"));
    }

    RotationWorld(Map<String, String> environment) {
        server = RunningServer.start(folder, environment, List.of(new RedisDriver()), clock);
        token = server.bootstrap();
        project = post("/api/v2/workspace", "{\"projectName\":\"Shop\",\"type\":\"secret-manager\"}")
                .text("/project/id");
        connection = post(CONNECTIONS, connectionBody("cache").toString()).text("/appConnection/id");
    }

    /// The body that makes a connection to this Redis.
    ObjectNode connectionBody(String name) {
        ObjectNode body = object("{\"method\":\"username-and-password\"}")
                .put("name", name)
                .put("projectId", project);
        body.putObject("credentials")
                .put("host", "127.0.0.1")
                .put("port", redis.port())
                .put("username", redis.setup().admin().name())
                .put("password", redis.setup().admin().password())
                .put("sslEnabled", false)
                .put("sslRejectUnauthorized", false);
        return body;
    }

    /// The body of contract §14, under a name of its own.
    ObjectNode rotationBody() {
        int number = names.incrementAndGet();
        ObjectNode body = object("""
                {"environment":"dev","secretPath":"/","rotationInterval":2,"rotateAtUtc":{"hours":11.5,"minutes":29.5},
                "parameters":{"permissionScope":"~* +@all","passwordRequirements":{"length":64,
                "required":{"digits":1,"lowercase":1,"uppercase":1,"symbols":1},"allowedSymbols":"@!+"}}}""")
                .put("name", "rotation-" + number)
                .put("projectId", project)
                .put("connectionId", connection);
        body.putObject("secretsMapping").put("username", "USER_" + number).put("password", "PASS_" + number);
        return body;
    }

    /// Makes a rotation, and returns its id.
    String rotation() {
        return rotation(_ -> {});
    }

    String rotation(Consumer<ObjectNode> change) {
        return create(change).text("/secretRotation/id");
    }

    Answer create(Consumer<ObjectNode> change) {
        ObjectNode body = rotationBody();
        change.accept(body);
        return post(ROTATIONS, body.toString());
    }

    Answer rotate(String id) {
        return post(ROTATIONS + "/" + id + "/rotate-secrets", "");
    }

    JsonNode shown(String id) {
        return get(ROTATIONS + "/" + id).json().path("secretRotation");
    }

    /// The sets of a rotation by slot.
    JsonNode sets(String id) {
        return get(ROTATIONS + "/" + id + "/generated-credentials").json().path("generatedCredentials");
    }

    /// Whether a set logs in at the target.
    boolean logsIn(JsonNode set) {
        return redis.accepts(set.path("username").asText(), set.path("password").asText());
    }

    /// The accounts that Redis has.
    List<String> accounts() {
        return redis.admin("ACL", "USERS").items().stream().map(RespReply::text).toList();
    }

    String secret(String name) {
        return readSecret(name).text("/secret/secretValue");
    }

    Answer readSecret(String name) {
        return get("/api/v3/secrets/raw/" + name + "?workspaceId=" + project + "&environment=dev");
    }

    Answer get(String path) {
        return server.call(token, "GET", path);
    }

    Answer post(String path, String body) {
        return server.call(token, "POST", path, body);
    }

    Answer patch(String path, String body) {
        return server.call(token, "PATCH", path, body);
    }

    Answer delete(String path) {
        return server.call(token, "DELETE", path);
    }

    Answer as(String other, String method, String path) {
        return server.call(other, method, path);
    }

    RunningServer server() {
        return server;
    }

    /// Looks until it holds; each look is a request, or more.
    void await(String what, BooleanSupplier holds) {
        var deadline = Deadline.in(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (deadline.hasPassed()) {
                throw new AssertionError("not seen within " + PATIENCE + ": " + what);
            }
        }
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        redis.close();
        TemporaryFolder.delete(folder);
    }
}
