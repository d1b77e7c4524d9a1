// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.targets.postgres.PostgresDriver;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A real PostgreSQL, a server that may rotate its users, and a client of that server which knows a project and a
/// connection. The same PostgreSQL also answers under the names of the other SQL engines.
final class SqlWorld implements AutoCloseable {
    static final String ALL_CONNECTIONS = "/api/v1/app-connections";
    static final String CONNECTIONS = ALL_CONNECTIONS + "/postgres";
    static final String ALL_ROTATIONS = "/api/v2/secret-rotations";
    static final String ROTATIONS = ALL_ROTATIONS + "/postgres-credentials";
    static final String ADMIN = "rotator";
    private static final int TRIES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    static final String ADMIN_PASSWORD = "administrator's own";
    /// The password of users before they are rotated.
    static final String FOUND = "as it was found";

    final PostgresServer postgres;
    final MovableClock clock = new MovableClock();
    final String token;
    final String project;
    final String connection;
    private final Path folder = TemporaryFolder.create("keyturn-sql");
    private final RunningServer server;
    private final AtomicInteger names = new AtomicInteger();

    SqlWorld() {
        this(PostgresBinaries.embedded());
    }

    SqlWorld(PostgresBinaries binaries) {
        postgres = PostgresServer.start(PostgresSetup.with(binaries));
        postgres.admin(
                "CREATE ROLE " + ADMIN + " LOGIN CREATEROLE PASSWORD '" + ADMIN_PASSWORD.replace("'", "''") + "'");
        var driver = new PostgresDriver(new SecureRandom());
        List<TargetDriver> drivers =
                List.of(driver, new OtherName(driver, TargetType.SQLSERVER), new OtherName(driver, TargetType.MYSQL));
        server = RunningServer.start(folder, Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"), drivers, clock);
        token = server.bootstrap();
        project = post("/api/v2/workspace", "{\"projectName\":\"Shop\",\"type\":\"secret-manager\"}")
                .text("/project/id");
        connection = connect("db");
    }

    /// Looks until it holds.
    void await(String what, BooleanSupplier holds) {
        var deadline = Deadline.in(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (deadline.hasPassed()) {
                throw new AssertionError("not seen within " + PATIENCE + ": " + what);
            }
        }
    }

    /// Moves the clock to an instant, be it back.
    void at(Instant when) {
        clock.forward(Duration.between(clock.instant(), when));
    }

    /// Makes a connection to this PostgreSQL, and returns its id.
    String connect(String name) {
        return post(CONNECTIONS, connectionBody(name).toString()).text("/appConnection/id");
    }

    ObjectNode connectionBody(String name) {
        ObjectNode body = RotationWorld.object("{\"method\":\"username-and-password\"}")
                .put("name", name)
                .put("projectId", project);
        body.putObject("credentials")
                .put("host", " 127.0.0.1 ")
                .put("port", String.valueOf(postgres.port()))
                .put("database", "postgres")
                .put("username", ADMIN)
                .put("password", ADMIN_PASSWORD)
                .put("sslEnabled", false)
                .put("sslRejectUnauthorized", false);
        return body;
    }

    /// Makes users of these names that the administrator may alter.
    void users(String... users) {
        for (String user : users) {
            postgres.admin("CREATE ROLE \"" + user + "\" LOGIN PASSWORD '" + FOUND + "'");
            if (postgres.setup().binaries().major() >= 16) {
                postgres.admin("GRANT \"" + user + "\" TO " + ADMIN + " WITH ADMIN OPTION");
            }
        }
    }

    /// The body that makes a rotation of these two users, under a name of its own.
    ObjectNode rotationBody(String username1, String username2) {
        int number = names.incrementAndGet();
        ObjectNode body = RotationWorld.object("{\"environment\":\"dev\",\"secretPath\":\"/\",\"rotationInterval\":30}")
                .put("name", "rotation-" + number)
                .put("projectId", project)
                .put("connectionId", connection);
        body.putObject("parameters").put("username1", username1).put("username2", username2);
        body.putObject("secretsMapping").put("username", "USER_" + number).put("password", "PASS_" + number);
        return body;
    }

    /// Makes two users and a body for their rotation.
    ObjectNode pairBody() {
        int number = names.incrementAndGet();
        users("app" + number + "_a", "app" + number + "_b");
        return rotationBody("app" + number + "_a", "app" + number + "_b");
    }

    /// Makes two users and their rotation, and returns its id.
    String rotation(Consumer<ObjectNode> change) {
        ObjectNode body = pairBody();
        change.accept(body);
        return post(ROTATIONS, body.toString()).text("/secretRotation/id");
    }

    String rotation() {
        return rotation(_ -> {});
    }

    /// Asks again as long as the scheduler looks at the row, which it does after each edit.
    Answer rotate(String id) {
        Answer answer = post(ROTATIONS + "/" + id + "/rotate-secrets", "");
        for (int i = 0;
                i < TRIES && answer.status() == 400 && answer.text("/message").contains("in progress");
                i++) {
            answer = post(ROTATIONS + "/" + id + "/rotate-secrets", "");
        }
        return answer;
    }

    JsonNode shown(String id) {
        return get(ROTATIONS + "/" + id).json().path("secretRotation");
    }

    /// The sets of a rotation by slot.
    JsonNode sets(String id) {
        return get(ROTATIONS + "/" + id + "/generated-credentials").json().path("generatedCredentials");
    }

    boolean logsIn(JsonNode set) {
        return postgres.accepts(
                set.path("username").asText(), set.path("password").asText());
    }

    String secret(String name) {
        return get("/api/v3/secrets/raw/" + name + "?workspaceId=" + project + "&environment=dev")
                .text("/secret/secretValue");
    }

    /// The token of a new identity without rights in the organisation, with that role in a project.
    String identity(String projectRole, String where) {
        String organization = get("/api/v1/identities").text("/identities/0/orgId");
        String id = post(
                        "/api/v1/identities",
                        "{\"name\":\"robot\",\"organizationId\":\"%s\",\"role\":\"no-access\"}".formatted(organization))
                .text("/identity/id");
        post("/api/v2/workspace/" + where + "/identity-memberships/" + id, "{\"role\":\"" + projectRole + "\"}");
        String auth = "/api/v1/auth/universal-auth/identities/" + id;
        String client = post(auth, "{}").text("/identityUniversalAuth/clientId");
        String secret = post(auth + "/client-secrets", "{}").text("/clientSecret");
        return post(
                        "/api/v1/auth/universal-auth/login",
                        "{\"clientId\":\"" + client + "\",\"clientSecret\":\"" + secret + "\"}")
                .text("/accessToken");
    }

    Answer as(String other, String method, String path, String body) {
        return server.call(other, method, path, body);
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

    RunningServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        postgres.close();
        TemporaryFolder.delete(folder);
    }
}
