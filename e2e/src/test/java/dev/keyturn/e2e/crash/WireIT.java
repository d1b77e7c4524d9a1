// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The wire does what the kills rely on: it stops at the command that is waited for, and lets it land late or never.
class WireIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final RedisServer redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
    private final Switchboard board = new Switchboard();
    private final Wire wire = Wire.before(0, redis.address(), board);

    @AfterEach
    void close() {
        wire.close();
        redis.close();
    }

    @Test
    void passes_everything_while_nothing_is_waited_for() {
        try (var client = login()) {
            assertThat(client.must("ACL", "WHOAMI").text()).isEqualTo("admin");
            assertThat(client.must("ECHO", "").text()).isEmpty();
        }
    }

    @Test
    void stops_before_the_command_and_drops_it_with_its_dead_client() throws InterruptedException {
        stopAtTheChange();

        board.bury(false);
        board.open();

        assertThat(landsWithinAMoment()).isFalse();
    }

    @Test
    void stops_before_the_command_and_lets_it_land_after_the_thaw() throws InterruptedException {
        stopAtTheChange();

        redis.freeze();
        board.bury(true);
        redis.thaw();

        redis.await("the late command has landed", PATIENCE, () -> redis.accepts("app", "secret"));
    }

    @Test
    void stops_before_the_answer_to_a_command_that_was_carried_out() throws InterruptedException {
        var blow = Blow.in(Step.APPLY).whenExecuted();
        try (var client = login()) {
            board.arm(new Trap(blow, 1, "nobody"));
            change(client);

            assertThat(board.awaitShut(Deadline.in(PATIENCE))).isTrue();
            assertThat(redis.accepts("app", "secret")).isTrue();
        }
    }

    @Test
    void keeps_a_new_client_waiting_until_it_is_opened() throws InterruptedException {
        board.shut();
        var client = connect();
        client.send("AUTH", "admin", redis.setup().admin().password());

        board.open();

        assertThat(client.read().text()).isEqualTo("OK");
    }

    private void stopAtTheChange() throws InterruptedException {
        try (var client = login()) {
            board.arm(new Trap(Blow.in(Step.RESERVE), 1, "nobody"));
            change(client);
            assertThat(board.awaitShut(Deadline.in(PATIENCE))).isTrue();
            assertThat(redis.accepts("app", "secret")).isFalse();
        }
    }

    private static void change(RespClient client) {
        // the hash of "secret", as a server sends it
        client.send(
                "ACL",
                "SETUSER",
                "app",
                "reset",
                "on",
                "#2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b");
    }

    private boolean landsWithinAMoment() {
        var deadline = Deadline.in(MOMENT);
        boolean landed = false;
        while (!landed && !deadline.hasPassed()) {
            landed = redis.accepts("app", "secret");
        }
        return landed;
    }

    private RespClient login() {
        var client = connect();
        client.must("AUTH", "admin", redis.setup().admin().password());
        return client;
    }

    private RespClient connect() {
        return RespClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port()));
    }
}
