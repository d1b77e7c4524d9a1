// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Two installations, each with a driver and a mind of its own, rotate one role at the same time.
class PostgresRivalsIT {

    private static final int ROUNDS = 6;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(5);

    /// The intents that a rival has seen through, in the order in which they held the lock.
    private final ConcurrentLinkedDeque<Credential> published = new ConcurrentLinkedDeque<>();

    static Stream<Arguments> patience() {
        return Servers.majors().boxed().flatMap(major -> Stream.of(LONG, SHORT).map(lock -> Arguments.of(major, lock)));
    }

    @ParameterizedTest(name = "PostgreSQL {0}, waiting for a lock {1}")
    @MethodSource("patience")
    void never_lose_a_password_and_wait_or_say_who_is_in_the_way(int major, Duration lock) throws Exception {
        PostgresServer server = Servers.of(major);
        String role = "rivals_" + lock.toMillis();
        Servers.found(server, role);
        List<String> refusals = new ArrayList<>();
        try (var rivals = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> both =
                    rivals.invokeAll(List.of(rival(server, "one", role, lock), rival(server, "another", role, lock)));
            for (Future<List<String>> each : both) {
                refusals.addAll(each.get());
            }
        }

        assertThat(published).hasSize(2 * ROUNDS - refusals.size()).isNotEmpty();
        // who is quick also meets the session of its own last round, for as long as the server has not ended that
        assertThat(refusals)
                .allMatch(why -> why.contains("another rotation is changing this account right now")
                        || why.contains("another session of this rotation is at work"));
        assertThat(refusals.isEmpty() || lock.equals(SHORT)).isTrue();
        assertThat(server.accepts(role, published.getLast().password().reveal()))
                .isTrue();
    }

    private Callable<List<String>> rival(PostgresServer server, String holder, String role, Duration lock) {
        var driver = new PostgresDriver(new SecureRandom(), LONG, LONG, lock);
        Visits visits = Visits.to(server).holding(holder);
        return () -> {
            List<String> refusals = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Credential next = Servers.credential(role, Origin.FOUND, AccountRules.none());
                rotate(visits, driver, next).ifPresent(refusals::add);
            }
            return refusals;
        };
    }

    /// @return why not, if the other one was in the way
    private Optional<String> rotate(Visits visits, PostgresDriver driver, Credential next) throws Refused, Unanswered {
        try (PostgresTarget target = visits.open(driver);
                var _ = target.lock()) {
            var writer = target.nodes().writers().getFirst();
            target.apply(writer, next, new Keep.Shut());
            target.verify(writer, next);
            published.add(next);
            return Optional.empty();
        } catch (Refused refused) {
            if (refused.reason() != Reason.BUSY) {
                throw refused;
            }
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
