// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespClient;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyIT {

    private static final RedisServer SERVER = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));

    private final FaultProxy proxy = FaultProxy.to(SERVER.address());

    @BeforeEach
    void forget_what_earlier_tests_wrote() {
        SERVER.admin("FLUSHALL");
    }

    @AfterEach
    void close_the_proxy() {
        proxy.close();
    }

    @AfterAll
    static void stop_the_server() {
        SERVER.close();
    }

    @Test
    void passes_everything_on_by_default() {
        try (var client = login()) {
            assertThat(client.call("PING").text()).isEqualTo("PONG");
        }
    }

    @Test
    void counts_a_statement_and_its_answer_as_one_exchange() {
        try (var client = login()) {
            client.must("ECHO", "x".repeat(200_000));

            assertThat(proxy.exchanges()).isEqualTo(2);
        }
    }

    @Test
    void carries_the_statement_out_whose_answer_it_loses() {
        try (var client = login()) {
            proxy.inject(new Fault.LoseReply(2));
            client.must("SET", "first", "1");

            assertThatThrownBy(() -> client.call("SET", "second", "2")).isInstanceOf(UncheckedIOException.class);

            assertThat(SERVER.admin("EXISTS", "first", "second").text()).isEqualTo("2");
            assertThat(proxy.hasStruck()).isTrue();
        }
    }

    @Test
    void does_not_deliver_a_statement_that_it_loses() {
        try (var client = login()) {
            proxy.inject(new Fault.LoseRequest(1));

            assertThatThrownBy(() -> client.call("SET", "key", "1")).isInstanceOf(UncheckedIOException.class);

            assertThat(SERVER.admin("EXISTS", "key").text()).isEqualTo("0");
        }
    }

    @Test
    void delivers_a_late_statement_when_told_to() {
        try (var client = login()) {
            proxy.inject(new Fault.HoldRequest(1));
            assertThatThrownBy(() -> client.call("SET", "key", "1")).isInstanceOf(UncheckedIOException.class);
            var before = SERVER.admin("EXISTS", "key").text();

            boolean answered = proxy.release();

            assertThat(answered).isTrue();
            assertThat(before).isEqualTo("0");
            assertThat(SERVER.admin("EXISTS", "key").text()).isEqualTo("1");
        }
    }

    @Test
    void cannot_deliver_a_late_statement_whose_connection_the_server_has_killed() {
        try (var client = login()) {
            String id = client.must("CLIENT", "ID").text();
            proxy.inject(new Fault.HoldRequest(1));
            assertThatThrownBy(() -> client.call("SET", "key", "1")).isInstanceOf(UncheckedIOException.class);
            SERVER.admin("CLIENT", "KILL", "ID", id);

            boolean answered = proxy.release();

            assertThat(answered).isFalse();
            assertThat(SERVER.admin("EXISTS", "key").text()).isEqualTo("0");
        }
    }

    @Test
    void cuts_in_the_middle_of_an_answer() {
        try (var client = login()) {
            client.must("SET", "key", "x".repeat(1_000));
            proxy.inject(new Fault.CutAfter(500));

            assertThatThrownBy(() -> client.call("GET", "key")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void swallows_everything_as_a_black_hole() throws Exception {
        proxy.inject(new Fault.BlackHole());
        try (var socket = new Socket(proxy.address().getAddress(), proxy.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(50);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void makes_answers_slow() {
        try (var client = login()) {
            proxy.inject(new Fault.SlowAnswers(Duration.ofMillis(120)));
            long before = System.nanoTime();

            client.must("PING");

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    private RespClient login() {
        var client = RespClient.connect(proxy.address());
        client.must(
                "AUTH", SERVER.setup().admin().name(), SERVER.setup().admin().password());
        return client;
    }
}
