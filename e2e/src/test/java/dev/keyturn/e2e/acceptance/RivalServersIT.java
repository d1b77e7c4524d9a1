// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Rotation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two servers, each a process with a store of its own, that know nothing of each other and rotate the same
/// roles at the same time.
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RivalServersIT {

    private static final int ROUNDS = 8;
    private static final List<String> ROLES = List.of("rivals_a", "rivals_b");

    private final PostgresStage one = PostgresStage.on(Store.SQLITE.installation(), "rivals-one");
    private final PostgresStage another = one.with(Store.POSTGRESQL.installation(), "rivals-another");

    @AfterAll
    void close() {
        one.close();
    }

    @Test
    void one_waits_or_says_who_is_in_the_way_and_every_password_is_in_a_store() throws Exception {
        one.makeUsers("rivals_a", "rivals_b");
        var mine = one.project().created(PostgresStage.TYPE, one.body("rivals"));
        var theirs = another.project().created(PostgresStage.TYPE, another.body("rivals"));

        for (int round = 0; round < ROUNDS; round++) {
            List<Answer> answers = atOnce(mine, theirs);

            assertThat(answers).as("round %s", round).anyMatch(answer -> answer.status() == 200);
            assertThat(answers)
                    .as("round %s", round)
                    .allMatch(answer -> answer.status() == 200
                            || answer.text("/message").contains("another rotation is changing this account right now"));
            for (String role : ROLES) {
                assertThat(known(role, mine, theirs))
                        .as("passwords of %s after round %s", role, round)
                        .anyMatch(one::logsIn);
            }
        }
    }

    private static List<Answer> atOnce(Rotation mine, Rotation theirs) throws Exception {
        List<Callable<Answer>> both = List.of(mine::rotate, theirs::rotate);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(both);
            return List.of(answers.getFirst().get(), answers.getLast().get());
        }
    }

    /// The sets of a role that one of the stores holds.
    private static List<Rotation.Pair> known(String role, Rotation mine, Rotation theirs) {
        return Stream.of(mine, theirs)
                .flatMap(rotation -> rotation.sets().stream())
                .filter(set -> set.username().equals(role))
                .toList();
    }
}
