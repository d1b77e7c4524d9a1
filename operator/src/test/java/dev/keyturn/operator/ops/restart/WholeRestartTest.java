// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.ops.restart.Seen.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Restarts from the first step to the last, in a cluster that does what it is told.
class WholeRestartTest {

    /// @param primaries the primary of each shard
    @ParameterizedTest
    @ValueSource(strings = {"000", "001", "010", "011", "100", "101", "110", "111"})
    void every_distribution_of_roles_is_restarted_in_order(String primaries) {
        var cluster = new Cluster(primaries, 2);

        var last = cluster.run();

        assertThat(cluster.diary)
                .containsExactlyElementsOf(List.of(
                        "evict " + follower(primaries, 0),
                        "evict " + follower(primaries, 1),
                        "evict " + follower(primaries, 2),
                        "hand over to " + follower(primaries, 0),
                        "evict " + leader(primaries, 0),
                        "hand over to " + follower(primaries, 1),
                        "evict " + leader(primaries, 1),
                        "hand over to " + follower(primaries, 2),
                        "evict " + leader(primaries, 2)));
        assertThat(last.back()).isEqualTo(6);
    }

    /// Each look could be the first one after a crash: what it tells is what happened, in that order.
    @ParameterizedTest
    @CsvSource({"000,2", "101,2", "012,3", "211,3"})
    void what_is_told_of_the_last_look_is_what_happened(String primaries, int replicas) {
        var cluster = new Cluster(primaries, replicas);

        var last = cluster.run();

        assertThat(Ranks.told(last).stream().filter(step -> !step.startsWith("back")))
                .containsExactlyElementsOf(cluster.diary.stream()
                        .map(line -> line.replace("evict ", "evicted ").replace("hand over to ", "handed_over "))
                        .toList());
    }

    private static String leader(String primaries, int shard) {
        return "shard" + shard + "-" + primaries.charAt(shard);
    }

    private static String follower(String primaries, int shard) {
        return "shard" + shard + "-" + ('1' - primaries.charAt(shard));
    }

    private static final class Cluster {
        private final Map<String, Seen> pods = new TreeMap<>();
        private final List<String> diary = new ArrayList<>();
        private int seconds;

        Cluster(String primaries, int replicas) {
            for (int shard = 0; shard < primaries.length(); shard++) {
                for (int number = 0; number < replicas; number++) {
                    String name = "shard" + shard + "-" + number;
                    boolean leads = primaries.charAt(shard) == '0' + number;
                    pods.put(name, Ranks.old(name, leads ? Role.PRIMARY : Role.REPLICA));
                }
            }
        }

        RestartPlan run() {
            for (int turn = 0; turn < 200; turn++) {
                seconds++;
                var plan = new RestartPlan(List.copyOf(pods.values()), Optional.empty());
                switch (plan.next()) {
                    case Move.Finish _ -> {
                        return plan;
                    }
                    case Move.Evict evict -> {
                        diary.add("evict " + evict.pod());
                        pods.put(evict.pod(), Ranks.leaving(evict.pod()));
                    }
                    case Move.HandOver handOver -> {
                        diary.add("hand over to " + handOver.to());
                        pods.computeIfPresent(handOver.from(), (_, pod) -> as(pod, Role.REPLICA));
                        pods.computeIfPresent(handOver.to(), (_, pod) -> as(pod, Role.PRIMARY));
                    }
                    case Move.Wait wait -> pods.computeIfPresent(wait.pod(), (_, pod) -> later(pod));
                    case Move.Delete delete -> throw new AssertionError("nobody crashes: " + delete);
                }
            }
            throw new AssertionError("it does not end: " + diary);
        }

        private Seen later(Seen pod) {
            return switch (pod.state()) {
                case Seen.State.Leaving _ -> Ranks.absent(pod.pod());
                case Seen.State.Absent _ -> Ranks.anew(pod.pod(), seconds, Role.UNKNOWN, Ranks.DOWN);
                case Seen.State.There there ->
                    new Seen(
                            pod.pod(),
                            pod.petSet(),
                            new Seen.State.There(
                                    there.uid(),
                                    there.since(),
                                    true,
                                    there.role() == Role.UNKNOWN ? Role.STRAYED : Role.REPLICA,
                                    Ranks.WELL));
            };
        }

        private static Seen as(Seen pod, Role role) {
            var there = (Seen.State.There) pod.state();
            return new Seen(
                    pod.pod(),
                    pod.petSet(),
                    new Seen.State.There(there.uid(), there.since(), there.revised(), role, there.health()));
        }
    }
}
