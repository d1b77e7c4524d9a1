// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static dev.keyturn.operator.ops.restart.Ranks.CRASHING;
import static dev.keyturn.operator.ops.restart.Ranks.DOWN;
import static dev.keyturn.operator.ops.restart.Ranks.SILENT;
import static dev.keyturn.operator.ops.restart.Ranks.absent;
import static dev.keyturn.operator.ops.restart.Ranks.anew;
import static dev.keyturn.operator.ops.restart.Ranks.leaving;
import static dev.keyturn.operator.ops.restart.Ranks.old;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.ops.restart.Seen.Health;
import dev.keyturn.operator.ops.restart.Seen.Role;
import dev.keyturn.operator.ops.restart.Seen.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All sights that two shards of two pods can offer.
class EverySightTest {
    private static final List<String> PODS = List.of("shard0-0", "shard0-1", "shard1-0", "shard1-1");

    @Test
    void who_goes_is_one_that_was_not_restarted() {
        whenSomebodyGoes((_, gone) -> assertThat(gone.isRevised()).isFalse());
    }

    @Test
    void nobody_goes_while_another_one_is_away_because_of_us() {
        whenSomebodyGoes((plan, gone) -> assertThat(others(plan, gone))
                .noneMatch(
                        other -> !(other.state() instanceof State.There there) || there.revised() && !other.isBack()));
    }

    @Test
    void never_are_two_of_a_shard_down_because_of_us() {
        whenSomebodyGoes((plan, gone) -> {
            if (gone.isWell()) {
                assertThat(others(plan, gone).filter(other -> other.petSet().equals(gone.petSet())))
                        .allMatch(Seen::isWell);
            }
        });
    }

    @Test
    void no_primary_that_serves_goes() {
        whenSomebodyGoes(
                (_, gone) -> assertThat(gone.isWell() && gone.isA(Role.PRIMARY)).isFalse());
    }

    @Test
    void only_who_crashes_is_deleted_and_he_is_not_evicted() {
        whenSomebodyGoes((plan, gone) -> {
            boolean crashing = gone.state() instanceof State.There there
                    && there.health() instanceof Health.Down down
                    && down.crashing();
            assertThat(plan.next() instanceof Move.Delete).isEqualTo(crashing);
        });
    }

    @Test
    void a_primary_hands_over_after_all_others_to_a_replica_of_its_own_that_was_restarted() {
        eachPlan(plan -> {
            if (plan.next() instanceof Move.HandOver handOver) {
                Seen from = of(plan, handOver.from());
                Seen to = of(plan, handOver.to());
                assertThat(from.isRevised()).isFalse();
                assertThat(from.isA(Role.PRIMARY)).isTrue();
                assertThat(to.petSet()).isEqualTo(from.petSet());
                assertThat(to.isBack()).isTrue();
                assertThat(to.isA(Role.REPLICA)).isTrue();
                assertThat(plan.pods()).allMatch(seen -> seen.isBack() || seen.isA(Role.PRIMARY));
            }
        });
    }

    @Test
    void it_is_over_when_all_are_back_and_not_before() {
        eachPlan(plan -> assertThat(plan.next() instanceof Move.Finish)
                .isEqualTo(plan.pods().stream().allMatch(Seen::isBack)));
    }

    private static void whenSomebodyGoes(BiConsumer<RestartPlan, Seen> check) {
        eachPlan(plan -> goes(plan).ifPresent(gone -> check.accept(plan, gone)));
    }

    private static Optional<Seen> goes(RestartPlan plan) {
        return switch (plan.next()) {
            case Move.Evict evict -> Optional.of(of(plan, evict.pod()));
            case Move.Delete delete -> Optional.of(of(plan, delete.pod()));
            default -> Optional.empty();
        };
    }

    private static Seen of(RestartPlan plan, String pod) {
        return plan.pods().stream()
                .filter(seen -> seen.pod().equals(pod))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Seen> others(RestartPlan plan, Seen gone) {
        return plan.pods().stream().filter(other -> !other.equals(gone));
    }

    private static void eachPlan(Consumer<RestartPlan> check) {
        for (Seen first : ways(PODS.get(0), 1)) {
            for (Seen second : ways(PODS.get(1), 2)) {
                for (Seen third : ways(PODS.get(2), 3)) {
                    for (Seen fourth : ways(PODS.get(3), 4)) {
                        check.accept(new RestartPlan(List.of(first, second, third, fourth), Optional.empty()));
                    }
                }
            }
        }
    }

    private static List<Seen> ways(String pod, int number) {
        List<Seen> ways = new ArrayList<>(List.of(absent(pod), leaving(pod)));
        for (Role role : List.of(Role.PRIMARY, Role.REPLICA, Role.STRAYED)) {
            ways.add(old(pod, role));
            ways.add(anew(pod, number, role));
        }
        for (Health health : List.of(SILENT, DOWN, CRASHING)) {
            ways.add(old(pod, Role.UNKNOWN, health));
            ways.add(anew(pod, number, Role.UNKNOWN, health));
        }
        return ways;
    }
}
