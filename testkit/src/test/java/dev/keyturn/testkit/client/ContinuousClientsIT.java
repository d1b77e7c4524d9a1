// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisConnection;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuousClientsIT {

    private static final RedisAccount APP = RedisAccount.random("app", RedisAccount.EVERYTHING);

    private final RedisServer redis =
            RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(APP));
    private final Tally tally = new Tally();

    @AfterEach
    void stopRedis() {
        redis.close();
    }

    @Test
    void count_logins_and_nothing_else_while_the_published_user_works() throws Exception {
        try (var _ = clients()) {
            awaitThat(count -> count.logins() >= 500);
        }

        assertThat(tally.count().refused()).isZero();
        assertThat(tally.count().unreachable()).isZero();
    }

    @Test
    void count_a_refusal_when_the_published_user_is_gone() throws Exception {
        try (var _ = clients()) {
            awaitThat(count -> count.logins() > 0);
            redis.admin("ACL", "DELUSER", APP.name());
            awaitThat(count -> count.refused() > 0);
        }

        assertThat(tally.count().keepsThePromise()).isFalse();
    }

    @Test
    void count_an_outage_apart_and_say_why() throws Exception {
        try (var _ = clients()) {
            awaitThat(count -> count.logins() > 0);
            redis.kill();
            awaitThat(count -> count.unreachable() > 0);
            redis.restart();
            long before = tally.count().logins();
            awaitThat(count -> count.logins() > before);
        }

        assertThat(tally.count().refused()).isZero();
        assertThat(tally.lastOutage())
                .hasValueSatisfying(reason -> assertThat(reason).doesNotContain(APP.password()));
    }

    @Test
    void count_a_publisher_that_does_not_answer_as_an_outage() throws Exception {
        PublishedLogin silent = () -> {
            throw new IOException("nobody there");
        };
        try (var _ = ContinuousClients.start(1, silent, new RedisConnection(redis.address()), tally)) {
            awaitThat(count -> count.unreachable() > 1);
        }

        assertThat(tally.count().logins()).isZero();
        assertThat(tally.lastOutage())
                .hasValueSatisfying(reason -> assertThat(reason).contains("nobody there"));
    }

    private ContinuousClients clients() {
        var login = Login.of(new AccountName(APP.name()), Password.of(APP.password()));
        return ContinuousClients.start(8, () -> login, new RedisConnection(redis.address()), tally);
    }

    private void awaitThat(Predicate<Count> wanted) throws InterruptedException {
        assertThat(tally.await(wanted, Deadline.in(Duration.ofSeconds(20))))
                .as("in time: %s", tally.count())
                .isTrue();
    }
}
