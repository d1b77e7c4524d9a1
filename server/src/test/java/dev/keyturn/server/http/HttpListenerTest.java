// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.net.Cidr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpListener listener;

    @BeforeEach
    void start() {
        var routes = new RouteTable(List.of(
                Route.of(Verb.GET, "/name/{name}", call -> Reply.ok("name", call.name("name"))),
                Route.of(
                        Verb.POST,
                        "/body",
                        call -> Reply.ok("fields", call.body().names())),
                Route.of(Verb.POST, "/ignored", _ -> Reply.ok("ok", true)),
                Route.of(
                        Verb.GET,
                        "/who",
                        call -> Reply.ok(Map.of(
                                "address", call.client().address().getHostAddress(),
                                "secure", call.client().secure(),
                                "direct", call.client().direct()))),
                Route.of(Verb.GET, "/bug", _ -> {
                    throw new IllegalStateException("canary");
                }),
                Route.of(Verb.GET, "/slow", _ -> slow())));
        var listening = new Listening(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                List.of(
                        Cidr.parse("127.0.0.1").orElseThrow(),
                        Cidr.parse("10.0.0.0/8").orElseThrow()));
        listener = HttpListener.start(listening, routes, new SecureRandom(), (_, _, _, _) -> {});
    }

    private Reply slow() {
        entered.countDown();
        try {
            return Reply.ok("finished", leave.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        listener.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(listener.address() + path)).timeout(Duration.ofSeconds(15));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String raw(byte[] request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void keeps_an_encoded_slash_in_a_name() {
        assertThat(send(request("/name/A%2FB/")).body()).isEqualTo("{\"name\":\"A/B\"}");
    }

    @Test
    void takes_no_body_an_empty_one_and_an_empty_object_alike() {
        for (var body : List.of("", "{}", "null")) {
            assertThat(send(request("/body").POST(BodyPublishers.ofString(body)))
                            .body())
                    .isEqualTo("{\"fields\":[]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":1,\"a\":2}", "canary"})
    void refuses_a_body_that_is_not_one_json_object(String body) {
        var answer = send(request("/body").POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"BadRequest\"").doesNotContain("canary");
    }

    @Test
    void takes_a_body_of_one_mebibyte() {
        var body = "{\"a\":\"%s\"}".formatted("x".repeat(MEBIBYTE - 8));

        assertThat(send(request("/body").POST(BodyPublishers.ofString(body))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refuses_a_larger_body_that_says_how_large_it_is() throws IOException {
        var answer = raw("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n{"
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"error\":\"PayloadTooLarge\"");
    }

    /// Little comes after the byte that is one too many: what is left unread when the server closes may reset the
    /// connection before its answer is read.
    @Test
    void refuses_a_larger_body_that_does_not_say_how_large_it_is() throws IOException {
        var head = "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(MEBIBYTE + 1);
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(new byte[MEBIBYTE + 1]);
        request.writeBytes("\r\n1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(raw(request.toByteArray())).startsWith("HTTP/1.1 413").contains("\"error\":\"PayloadTooLarge\"");
    }

    @Test
    void does_not_take_the_rest_of_a_body_for_the_next_request() throws IOException {
        var smuggled = "GET /name/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
        var head = "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n";

        var answer = raw((head + smuggled).getBytes(StandardCharsets.US_ASCII));

        assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("smuggled");
    }

    @Test
    void answers_the_next_request_after_a_body_that_nobody_read() throws IOException {
        var first = "POST /ignored HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /";
        var second = "GET /name/next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(raw((first + second).getBytes(StandardCharsets.US_ASCII)))
                .contains("{\"ok\":true}")
                .contains("{\"name\":\"next\"}");
    }

    @Test
    void believes_a_trusted_proxy_about_the_client() {
        var answer = send(request("/who")
                .header("X-Forwarded-For", "198.51.100.1, 203.0.113.9, 10.0.0.7")
                .header("X-Forwarded-Proto", "https"));

        assertThat(answer.body())
                .contains("\"address\":\"203.0.113.9\"")
                .contains("\"secure\":true")
                .contains("\"direct\":false");
    }

    @Test
    void hides_what_a_bug_says() {
        var answer = send(request("/bug"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("something went wrong").doesNotContain("canary");
    }

    @Test
    void finishes_the_requests_under_way_before_it_ends() throws Exception {
        var slow = client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

        var closing = Thread.ofVirtual().start(listener::close);
        leave.countDown();

        assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"finished\":true}");
        closing.join();
    }

    @Test
    void sends_times_with_milliseconds_and_nothing_to_caches() {
        var answer = send(request("/name/a"));

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Json.time(java.time.Instant.ofEpochSecond(1_772_704_800))).isEqualTo("2026-03-05T10:00:00.000Z");
    }
}
