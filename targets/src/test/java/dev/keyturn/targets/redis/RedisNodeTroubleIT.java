// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Session;
import dev.keyturn.testkit.fault.Fault;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisNodeTroubleIT {

    private final RedisServer server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
    private final AtomicReference<Duration> timeLeft = new AtomicReference<>(Duration.ofSeconds(20));

    @AfterEach
    void stop_the_server() {
        server.close();
    }

    @Test
    void names_the_node_that_nobody_answers_at() {
        server.stop();

        var unanswered = silence(() -> Visitor.to(server).open().close());

        assertThat(unanswered.node()).hasValue(server.name());
        assertThat(unanswered.code()).isEqualTo("CONNECT");
    }

    @Test
    void waits_for_a_frozen_node_no_longer_than_the_turn_lasts() throws Exception {
        var session = new Session("visitor", timeLeft::get, _ -> true);
        try (Beside target = Visitor.to(server).within(session).open()) {
            var node = node(target, server);
            server.freeze();
            timeLeft.set(Duration.ofMillis(300));
            long before = System.nanoTime();

            var unanswered = silence(() -> target.apply(node, RedisEngine.candidate("~*"), new Keep.Shut()));

            assertThat(unanswered.code()).isEqualTo("TIMEOUT");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void says_that_the_connection_was_lost_where_it_was_and_sends_nothing_more_on_it() throws Exception {
        try (var proxy = FaultProxy.to(server.address());
                Beside target = Visitor.as(server.setup().admin(), RedisEngine.connection(proxy.port()))
                        .open()) {
            proxy.inject(new Fault.LoseReply(1));

            var unanswered = silence(target::nodes);

            assertThat(unanswered.code()).isEqualTo("CLOSED");
            assertThat(proxy.exchanges()).isEqualTo(1);
        }
    }

    @Test
    void does_not_wait_for_an_answer_that_drips_in_byte_by_byte() throws Exception {
        try (var proxy = FaultProxy.to(server.address())) {
            var visitor = Visitor.as(server.setup().admin(), RedisEngine.connection(proxy.port()))
                    .impatient(Duration.ofMillis(300));
            try (Beside target = visitor.open()) {
                proxy.inject(new Fault.Drip(Duration.ofMillis(100)));
                long before = System.nanoTime();

                var unanswered = silence(target::nodes);

                assertThat(unanswered.node()).isPresent();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
            }
        }
    }

    @Test
    void lets_nothing_land_that_was_sent_to_a_node_while_it_was_frozen() throws Exception {
        var late = RedisEngine.candidate("~*", "+get");
        var session = new Session("visitor", timeLeft::get, _ -> true);
        try (Beside first = Visitor.to(server).within(session).open()) {
            var node = node(first, server);
            server.freeze();
            timeLeft.set(Duration.ofMillis(300));
            silence(() -> first.apply(node, late, new Keep.Shut()));
            server.thaw();
            try (Beside second = Visitor.to(server).open();
                    var lock = second.lock()) {
                second.retire(node, late, new Keep.Gone());

                assertThat(lock.isProven()).isTrue();
                assertThat(Visitor.accepts(server, late)).isFalse();
                assertThat(server.admin("ACL", "USERS").items()).hasSize(2);
            }
        }
    }
}
