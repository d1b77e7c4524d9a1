// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.node.ClusterView;
import dev.keyturn.core.node.ClusterView.Member;
import dev.keyturn.core.node.ClusterView.State;
import dev.keyturn.core.node.SlotRange;
import dev.keyturn.operator.provision.redis.ClusterPlan.Seen;
import dev.keyturn.operator.provision.redis.ClusterPlan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterPlanTest {

    private static final RedisShape SHAPE = new RedisShape(true, 3, 2);
    private static final List<SlotRange> SHARES =
            List.of(new SlotRange(0, 5460), new SlotRange(5461, 10_921), new SlotRange(10_922, 16_383));

    @Test
    void strangers_are_introduced_by_one_of_them() {
        var verdict = plan(new Simulation().strangers());

        assertThat(verdict.steps()).hasSize(5).allSatisfy(step -> {
            assertThat(step).isInstanceOf(Step.Meet.class);
            assertThat(step.at()).isEqualTo(verdict.steps().getFirst().at());
        });
    }

    @Test
    void who_is_being_introduced_is_not_introduced_again() {
        var simulation = new Simulation().strangers();
        for (int other = 1; other < 6; other++) {
            simulation.handshake(0, other);
        }

        assertThat(plan(simulation).steps()).isEmpty();
        assertThat(plan(simulation).membership().missing()).isPresent();
    }

    @Test
    void slots_go_to_the_first_node_of_the_shard_whose_share_they_are() {
        var verdict = plan(new Simulation());

        assertThat(verdict.steps())
                .extracting(step -> step.at().pod() + "=" + ((Step.Own) step).slots())
                .containsExactly(
                        "db-shard0-0=" + SHARES.get(0), "db-shard1-0=" + SHARES.get(1), "db-shard2-0=" + SHARES.get(2));
    }

    @Test
    void no_slot_is_given_while_a_node_is_away() {
        var verdict = plan(new Simulation().away(5));

        assertThat(verdict.steps()).isEmpty();
        assertThat(verdict.membership().missing()).contains("5 of 6 nodes answer");
    }

    @Test
    void only_what_nobody_owns_is_given() {
        var simulation = new Simulation().owns(0, SHARES.get(0)).owns(2, new SlotRange(6000, 10_921));
        simulation.owns(4, SHARES.get(2));

        assertThat(plan(simulation).steps())
                .singleElement()
                .satisfies(step -> assertThat(((Step.Own) step).slots()).isEqualTo(new SlotRange(5461, 5999)));
    }

    @Test
    void the_others_of_a_shard_follow_its_owner() {
        var verdict = plan(owned());

        assertThat(verdict.steps())
                .extracting(step -> step.at().pod() + ">"
                        + ((Step.Replicate) step).primary().pod())
                .containsExactly("db-shard0-1>db-shard0-0", "db-shard1-1>db-shard1-0", "db-shard2-1>db-shard2-0");
    }

    @Test
    void a_whole_cluster_is_left_alone() {
        var verdict = plan(whole());

        assertThat(verdict.steps()).isEmpty();
        assertThat(verdict.membership().missing()).isEmpty();
    }

    @Test
    void after_a_failover_the_former_primary_follows() {
        var simulation = new Simulation()
                .owns(1, SHARES.get(0))
                .owns(2, SHARES.get(1))
                .owns(4, SHARES.get(2))
                .follows(3, 2)
                .follows(5, 4);

        assertThat(plan(simulation).steps()).singleElement().satisfies(step -> {
            assertThat(step.at().pod()).isEqualTo("db-shard0-0");
            assertThat(((Step.Replicate) step).primary().pod()).isEqualTo("db-shard0-1");
        });
    }

    @Test
    void a_node_with_a_new_address_is_introduced_again() {
        var verdict = plan(whole().moved(3));

        assertThat(verdict.steps())
                .singleElement()
                .satisfies(step -> assertThat(((Step.Meet) step).other().pod()).isEqualTo("db-shard1-1"));
    }

    @Test
    void a_node_that_is_gone_for_ever_is_forgotten_by_everybody() {
        var verdict = plan(whole().ghost(List.of()));

        assertThat(verdict.steps())
                .hasSize(6)
                .allSatisfy(step -> assertThat(((Step.Forget) step).id()).isEqualTo("ghost"));
    }

    @Test
    void a_dead_owner_that_is_followed_is_waited_for() {
        var simulation = new Simulation()
                .owns(2, SHARES.get(1))
                .owns(4, SHARES.get(2))
                .follows(3, 2)
                .follows(5, 4)
                .ghost(List.of(SHARES.get(0)))
                .followsGhost(1);

        var verdict = plan(simulation);

        assertThat(verdict.steps()).isEmpty();
        assertThat(verdict.membership().missing().orElseThrow()).contains("shard 0");
    }

    private static ClusterPlan.Verdict plan(Simulation simulation) {
        return new ClusterPlan(SHAPE, simulation.seen()).verdict();
    }

    private static Simulation owned() {
        return new Simulation().owns(0, SHARES.get(0)).owns(2, SHARES.get(1)).owns(4, SHARES.get(2));
    }

    private static Simulation whole() {
        return owned().follows(1, 0).follows(3, 2).follows(5, 4);
    }

    /// Six nodes that know each other, unless something else is said.
    private static final class Simulation {

        private final Map<Integer, List<SlotRange>> slots = new HashMap<>();
        private final Map<Integer, String> primaries = new HashMap<>();
        private final Map<Integer, List<Integer>> handshakes = new HashMap<>();
        private final List<Member> ghosts = new ArrayList<>();
        private boolean strangers;
        private int away = -1;
        private int moved = -1;

        Simulation strangers() {
            strangers = true;
            return this;
        }

        Simulation handshake(int at, int other) {
            handshakes.computeIfAbsent(at, _ -> new ArrayList<>()).add(other);
            return this;
        }

        Simulation owns(int node, SlotRange range) {
            slots.put(node, List.of(range));
            return this;
        }

        Simulation follows(int node, int primary) {
            primaries.put(node, "id" + primary);
            return this;
        }

        Simulation followsGhost(int node) {
            primaries.put(node, "ghost");
            return this;
        }

        Simulation ghost(List<SlotRange> owned) {
            ghosts.add(new Member("ghost", "10.0.0.99", false, Optional.empty(), State.FAILING, false, owned));
            return this;
        }

        Simulation away(int node) {
            away = node;
            return this;
        }

        Simulation moved(int node) {
            moved = node;
            return this;
        }

        List<Seen> seen() {
            List<Seen> seen = new ArrayList<>();
            for (int node = 0; node < 6; node++) {
                if (node != away) {
                    seen.add(new Seen("db-shard" + node / 2 + "-" + node % 2, node / 2, address(node), view(node)));
                }
            }
            return seen;
        }

        private ClusterView view(int asked) {
            List<Member> members = new ArrayList<>(ghosts);
            for (int node = 0; node < 6; node++) {
                if (node == asked || !strangers) {
                    members.add(member(node, asked));
                }
            }
            for (int other : handshakes.getOrDefault(asked, List.of())) {
                members.add(new Member(
                        "tmp" + other, address(other), false, Optional.empty(), State.HANDSHAKE, false, List.of()));
            }
            return new ClusterView(true, members);
        }

        private Member member(int node, int asked) {
            return new Member(
                    "id" + node,
                    node == moved && node != asked ? "10.0.0.77" : address(node),
                    node == asked,
                    Optional.ofNullable(primaries.get(node)),
                    State.KNOWN,
                    true,
                    slots.getOrDefault(node, List.of()));
        }

        private static String address(int node) {
            return "10.0.0." + (10 + node);
        }
    }
}
