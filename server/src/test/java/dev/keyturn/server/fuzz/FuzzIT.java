// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.fuzz.Plausible.Known;
import dev.keyturn.server.fuzz.RawHttp.Response;
import dev.keyturn.server.http.Route;
import dev.keyturn.targets.redis.RedisDriver;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is sent to whatever route, the server answers with an error that says what was wrong, and stays as large as
/// it was. `-Dkeyturn.fuzz.requests=20000` sends more of it; `-Dkeyturn.fuzz.seed=…` sends the same again, and `random`
/// something new.
@TestInstance(Lifecycle.PER_CLASS)
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("keyturn.fuzz.requests", 1_500);
    private static final long SEED = seed(System.getProperty("keyturn.fuzz.seed", "7"));
    private static final int REQUESTS_IN_A_WORLD = 250;
    private static final int MOST_GROWTH = 64 * 1024 * 1024;
    private static final Set<Integer> ANSWERS = Set.of(200, 204, 303, 304, 400, 401, 403, 404, 413, 422, 429);
    /// It ends the server's tokens, and with them this test.
    private static final Set<String> LEFT_OUT = Set.of("POST /api/v1/auth/token/revoke");
    private static final int CUT_OFF = -1;
    private static final int LONG_LINE = 4_000;
    private static final Response TOO_LONG =
            new Response(400, Map.of(), "{\"statusCode\":400,\"reqId\":\"req-\",\"message\":\"\"}");
    /// Of 64 KiB each: 100 MB.
    private static final int PIECES = 1_600;
    private static final JsonMapper JSON = new JsonMapper();

    private RedisServer redis;
    private RunningServer server;
    private String token;

    private static long seed(String text) {
        return text.equals("random") ? new SecureRandom().nextLong() : Long.parseLong(text);
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
        server = RunningServer.start(
                folder, Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"), List.of(new RedisDriver()));
        token = server.bootstrap();
    }

    @AfterAll
    void stop() {
        server.close();
        redis.close();
    }

    @Test
    void no_request_makes_the_server_stumble_or_grow() throws IOException {
        var routes = server.routes().stream()
                .filter(route -> !LEFT_OUT.contains(route.verb() + " " + route.path()))
                .toList();
        var seeds = new SplittableRandom(SEED);
        var answers = new TreeMap<Integer, Integer>();
        var before = heapInUse();
        try (var client = new RawHttp(server.address())) {
            Known known = world(0);
            for (var i = 0; i < REQUESTS; i++) {
                if (i > 0 && i % REQUESTS_IN_A_WORLD == 0) {
                    known = world(i);
                }
                var route = routes.get(i % routes.size());
                var request = FuzzedRequest.of(route, seeds.nextLong(), known, token);
                var response = sent(client, request);
                assertHarmless(route, request, response, i);
                answers.merge(response.status(), 1, Integer::sum);
            }
        }

        System.out.printf("fuzz: seed %d, %d requests, answers %s%n", SEED, REQUESTS, answers);
        assertThat(heapInUse() - before).as("bytes that stay in use").isLessThan(MOST_GROWTH);
        assertThat(answers).as("how far they came").containsKeys(200, 400, 404, 422);
    }

    /// A request line that is too long is refused before the rest is read: then the refusal may not come through.
    private static Response sent(RawHttp client, FuzzedRequest.Bytes request) throws IOException {
        try {
            return client.send(request.all().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException cut) {
            client.close();
            if (request.head().length() > LONG_LINE) {
                return TOO_LONG;
            }
            throw new IOException("no answer to " + cut(request.all()), cut);
        }
    }

    private static void assertHarmless(Route route, FuzzedRequest.Bytes request, Response response, int number) {
        var what = "request %d of seed %d: %s%n%s".formatted(number, SEED, request.head(), cut(request.all()));
        if (response.status() == 500 && route.path().toString().endsWith("/rotate-secrets")) {
            assertThat(response.text()).as(what).doesNotContain("something went wrong");
            return;
        }
        assertThat(response.status()).as(what + "%n" + cut(response.text())).isIn(ANSWERS);
        if (response.status() >= 400 && isJson(response)) {
            JsonNode error = json(response);
            assertThat(error.path("statusCode").asInt()).as(what).isEqualTo(response.status());
            assertThat(error.path("reqId").asText()).as(what).startsWith("req-");
            assertThat(error.path("message").isMissingNode()).as(what).isFalse();
        }
        assertThat(response.headers()).as(what).doesNotContainKey("x-injected");
    }

    /// Pages for people show their errors as pages.
    private static boolean isJson(Response response) {
        return response.headers().getOrDefault("content-type", "").startsWith("application/json");
    }

    private static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.text());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + cut(response.text()), e);
        }
    }

    private static String cut(String text) {
        return (text.length() > 4000 ? text.substring(0, 4000) + "…" : text).replace("%", "%%");
    }

    /// A project with one thing of each kind, so that requests find something.
    private Known world(int number) {
        var project = post("/api/v1/projects", "{\"projectName\":\"Fuzz %d\"}".formatted(number))
                .at("/project");
        var id = project.path("id").asText();
        var at = "{\"projectId\":\"%s\",\"environment\":\"dev\"".formatted(id);
        var folder = post("/api/v1/folders", at + ",\"name\":\"folder\"}")
                .at("/folder/id")
                .asText();
        var secret = post("/api/v4/secrets/KEY", at + ",\"secretValue\":\"${KEY}\"}")
                .at("/secret/id")
                .asText();
        var tag = post("/api/v1/projects/" + id + "/tags", "{\"slug\":\"tag\"}")
                .at("/tag/id")
                .asText();
        var shown = post("/api/v1/secret-imports", at + ",\"import\":{\"environment\":\"dev\",\"path\":\"/folder\"}}")
                .at("/secretImport/id")
                .asText();
        var identity = post(
                        "/api/v1/identities",
                        "{\"name\":\"fuzz\",\"role\":\"member\",\"organizationId\":\"%s\"}"
                                .formatted(project.path("orgId").asText()))
                .at("/identity/id")
                .asText();
        var connection = post("/api/v1/app-connections/redis", """
                {"name":"cache-%d","method":"username-and-password","projectId":"%s","credentials":{"host":"127.0.0.1","port":%d,
                "username":"%s","password":"%s","sslEnabled":false,"sslRejectUnauthorized":false}}""".formatted(
                                number,
                                id,
                                redis.port(),
                                redis.setup().admin().name(),
                                redis.setup().admin().password()))
                .at("/appConnection/id")
                .asText();
        var rotation = post("/api/v2/secret-rotations/redis-credentials", """
                {"name":"fuzz","projectId":"%s","environment":"dev","secretPath":"/","connectionId":"%s","rotationInterval":1,
                "parameters":{},"secretsMapping":{"username":"U","password":"P"}}""".formatted(id, connection))
                .at("/secretRotation/id")
                .asText();
        return new Known(Map.ofEntries(
                Map.entry("projectId", id),
                Map.entry("workspaceId", id),
                Map.entry("environmentId", project.at("/environments/0/id").asText()),
                Map.entry("folderId", folder),
                Map.entry("secretId", secret),
                Map.entry("tagId", tag),
                Map.entry("importId", shown),
                Map.entry("identityId", identity),
                Map.entry("connectionId", connection),
                Map.entry("id", rotation)));
    }

    private JsonNode post(String path, String body) {
        return server.call(token, "POST", path, body).json();
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void a_hundred_megabytes_are_refused_and_not_kept() throws IOException {
        var before = heapInUse();

        var declared = flood("Content-Length: 104857600", false);
        var chunked = flood("Transfer-Encoding: chunked", true);

        assertThat(declared).isEqualTo(413);
        assertThat(chunked).isIn(413, CUT_OFF);
        assertThat(heapInUse() - before).isLessThan(MOST_GROWTH);
        assertThat(server.call(token, "GET", "/api/v1/workspace").status()).isEqualTo(200);
    }

    /// Sends the beginning of a request and, if it is to, 100 MB after it as fast as they are taken. The answer is read
    /// beside; who goes on sending may find the connection cut off instead.
    private int flood(String length, boolean pouring) throws IOException {
        URI address = server.address();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            var head = "POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                    .formatted(token, length);
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            var sender = Thread.ofVirtual().start(() -> {
                if (pouring) {
                    pour(out);
                }
            });
            try {
                return RawHttp.read(socket.getInputStream()).status();
            } catch (SocketException _) {
                return CUT_OFF;
            } finally {
                sender.interrupt();
                join(sender);
            }
        }
    }

    private static void pour(OutputStream out) {
        var piece = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try {
            for (var i = 0; i < PIECES; i++) {
                out.write(piece);
            }
        } catch (IOException _) {
            // the server has answered and listens no more
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
