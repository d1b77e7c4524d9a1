// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Row 39: SIGKILL of a real server at any moment of a rotation. Afterwards the published set logs in on every node, no
/// user is left that the store does not know, and the rotation finishes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

    private static final int RANDOM_KILLS = Integer.getInteger("keyturn.kills", 10);
    private static final long SEED = Long.getLong("keyturn.kills.seed", System.nanoTime());
    private static final String NAME = "killed";

    private final CrashStage stage = CrashStage.open();
    private final Rotation rotation = stage.project().rotation(NAME, stage.connection());
    private final Killer killer = new Killer(stage, rotation, NAME);

    /// From now on each run has a set that must die.
    @BeforeAll
    void rotateOnce() {
        rotation.rotate().ok();
    }

    @AfterAll
    void close() {
        stage.close();
    }

    static List<Blow> everyStep() {
        return List.of(
                Blow.in(Step.RESERVE),
                Blow.in(Step.APPLY).atNode(1).whenExecuted(),
                Blow.in(Step.VERIFY).atNode(1),
                Blow.in(Step.PUBLISH),
                Blow.in(Step.NOTIFY),
                Blow.in(Step.RETIRE).whenExecuted());
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void row_39_a_kill_in_this_step_loses_nothing(Blow blow) {
        var intent = killer.kill(blow);

        assertThat(intent).as("an intent was open").isPresent();
        assertThat(rotation.rotate())
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void row_39_a_kill_before_anything_is_stored_leaves_nothing_under_way() {
        assertThat(killer.kill(Blow.in(Step.CHECK))).isEmpty();
    }

    @Test
    void row_39_random_kills_lose_nothing() {
        Map<Step, Integer> counted = new EnumMap<>(Step.class);
        List<Blow> uncounted = new ArrayList<>();
        int late = 0;
        var random = new Random(SEED);
        for (List<Blow> plan = Blow.random(RANDOM_KILLS, 2, random); !plan.isEmpty(); plan = List.copyOf(uncounted)) {
            assertThat(uncounted.size())
                    .as("seed %d: kills without an open intent", SEED)
                    .isLessThan(RANDOM_KILLS);
            uncounted.clear();
            for (Blow blow : plan) {
                if (killer.kill(blow).isPresent()) {
                    counted.merge(blow.step(), 1, Integer::sum);
                    late += blow.frozen() ? 1 : 0;
                } else {
                    uncounted.add(blow);
                }
            }
        }

        int total = counted.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("kills by step: %s, %d in all, %d with late commands, seed %d%n", counted, total, late, SEED);
        assertThat(total).isEqualTo(RANDOM_KILLS);
        assertThat(counted.keySet()).containsAll(Step.withIntent());
        assertThat(counted.values()).allMatch(kills -> kills >= RANDOM_KILLS / 10);
    }

    @Test
    void a_kill_in_a_creation_leaves_a_rotation_that_works_or_none_at_all() {
        var body = stage.project().rotationBody("born-killed", stage.connection());
        var blow = Blow.in(Step.APPLY).whenExecuted();

        killer.killDuring(blow, "", () -> stage.project().create(body));
        killer.release(blow);

        stage.await("every user belongs to a rotation", () -> usersAreKnown("born-killed"));
        born("born-killed")
                .ifPresent(born -> assertThat(born.delete("?deleteSecrets=true&revokeGeneratedCredentials=true")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void a_kill_between_two_revocations_is_finished_by_the_next_process() {
        var doomed = stage.project().rotation("doomed", stage.connection());
        doomed.rotate().ok();
        var sets = doomed.sets();
        var blow = Blow.in(Step.RETIRE).whenExecuted();

        killer.killDuring(
                blow,
                sets.getFirst().username(),
                () -> doomed.delete("?deleteSecrets=true&revokeGeneratedCredentials=true"));
        killer.release(blow);

        stage.await("the rotation is gone", () -> doomed.read().status() == 404);
        assertThat(sets).noneMatch(stage::logsInEverywhere);
        assertThat(stage.madeUsers())
                .allSatisfy(users -> assertThat(users)
                        .doesNotContain(
                                sets.getFirst().username(), sets.getLast().username()));
        assertThat(stage.project().secret(Project.passwordOf("doomed")).status())
                .isEqualTo(404);
    }

    private boolean usersAreKnown(String name) {
        List<Rotation.Pair> known = Stream.concat(Stream.of(rotation), born(name).stream())
                .flatMap(each -> each.sets().stream())
                .filter(set -> !set.password().isEmpty())
                .toList();
        var names = known.stream().map(Rotation.Pair::username).collect(Collectors.toSet());
        return stage.madeUsers().stream().allMatch(names::equals)
                && known.stream().allMatch(stage::logsInEverywhere);
    }

    private Optional<Rotation> born(String name) {
        var found = stage.project().rotationByName(name);
        return found.status() == 200
                ? Optional.of(new Rotation(stage.project().api(), found.text("/secretRotation/id")))
                : Optional.empty();
    }
}
