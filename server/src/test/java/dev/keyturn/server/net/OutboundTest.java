// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyturn.core.target.AddressRule;
import dev.keyturn.server.connection.ReachableAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {
    private static final AddressRule PUBLIC_ONLY = new ReachableAddresses(false, List.of());
    private static final AddressRule INTERNAL = new ReachableAddresses(true, List.of());
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server = unbound();

    private static HttpServer unbound() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI() + " " + body);
        exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Outbound outbound(Resolver resolver, AddressRule rule) {
        return new Outbound(resolver, rule, (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofMillis(500));
    }

    private URI url(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/a/b?c=d");
    }

    @Test
    void speaks_to_the_address_that_was_looked_at_and_names_the_host() throws Undelivered {
        outbound(_ -> List.of(LOOPBACK), INTERNAL).post(url("hooks.example.test"), Map.of("x-a", "b"), "{\"ü\":1}");

        assertThat(received.poll())
                .isEqualTo("hooks.example.test:" + server.getAddress().getPort() + " /a/b?c=d {\"ü\":1}");
    }

    @Test
    void asks_once_so_that_a_second_answer_cannot_lead_elsewhere() throws UnknownHostException {
        var asked = new AtomicInteger();
        var elsewhere = InetAddress.getByName("192.0.2.1");
        Resolver changing = _ -> List.of(asked.incrementAndGet() == 1 ? elsewhere : LOOPBACK);

        assertThatExceptionOfType(Undelivered.class)
                .isThrownBy(() -> outbound(changing, PUBLIC_ONLY).post(url("rebind.example.test"), Map.of(), "{}"));

        assertThat(asked).hasValue(1);
        assertThat(received).isEmpty();
    }

    @Test
    void leaves_out_addresses_that_are_not_permitted() throws UnknownHostException, Undelivered {
        var metadata = InetAddress.getByName("169.254.169.254");

        outbound(_ -> List.of(metadata, LOOPBACK), INTERNAL).post(url("two.example.test"), Map.of(), "{}");

        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "[::]",
                "10.1.2.3",
                "192.168.0.1",
                "172.31.0.1",
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255"
            })
    void refuses_internal_addresses_in_every_spelling(String host) {
        assertThatExceptionOfType(Undelivered.class)
                .isThrownBy(() -> outbound(Resolver.system(), PUBLIC_ONLY).post(url(host), Map.of(), "{}"))
                .withMessageContaining("may not be connected to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::a9fe:a9fe]",
                "[fd00:ec2::254]",
                "[fe80::1]"
            })
    void refuses_metadata_and_link_local_addresses_also_where_internal_ones_are_allowed(String host) {
        assertThatExceptionOfType(Undelivered.class)
                .isThrownBy(() -> outbound(Resolver.system(), INTERNAL).post(url(host), Map.of(), "{}"))
                .withMessageContaining("may not be connected to");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void does_not_follow_a_redirect(int code) {
        status.set(code);

        assertThatExceptionOfType(Undelivered.class)
                .isThrownBy(() -> outbound(_ -> List.of(LOOPBACK), INTERNAL).post(url("a.test"), Map.of(), "{}"))
                .withMessage("answered with status " + code + "; redirects are not followed");
        assertThat(received).hasSize(1);
    }

    @Test
    void says_what_was_answered() {
        status.set(503);

        assertThatExceptionOfType(Undelivered.class)
                .isThrownBy(() -> outbound(_ -> List.of(LOOPBACK), INTERNAL).post(url("a.test"), Map.of(), "{}"))
                .withMessage("answered with status 503");
    }

    @Test
    void gives_up_on_a_receiver_that_does_not_answer() throws IOException {
        try (var silent = new ServerSocket(0, 1, LOOPBACK)) {
            var url = URI.create("http://silent.test:" + silent.getLocalPort() + "/secret-path");

            assertThatExceptionOfType(Undelivered.class)
                    .isThrownBy(() -> outbound(_ -> List.of(LOOPBACK), INTERNAL).post(url, Map.of(), "{}"))
                    .withMessageContaining("did not answer within")
                    .withMessageNotContaining("secret-path");
        }
    }

    @Test
    void a_plain_server_is_no_https_one() {
        var url = URI.create("https://a.test:" + server.getAddress().getPort() + "/");

        assertThatExceptionOfType(Undelivered.class)
                .isThrownBy(() -> outbound(_ -> List.of(LOOPBACK), INTERNAL).post(url, Map.of(), "{}"));
    }
}
