// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static dev.keyturn.operator.ops.restart.Ranks.CRASHING;
import static dev.keyturn.operator.ops.restart.Ranks.DOWN;
import static dev.keyturn.operator.ops.restart.Ranks.SILENT;
import static dev.keyturn.operator.ops.restart.Ranks.absent;
import static dev.keyturn.operator.ops.restart.Ranks.anew;
import static dev.keyturn.operator.ops.restart.Ranks.apart;
import static dev.keyturn.operator.ops.restart.Ranks.evict;
import static dev.keyturn.operator.ops.restart.Ranks.leaving;
import static dev.keyturn.operator.ops.restart.Ranks.old;
import static dev.keyturn.operator.ops.restart.Ranks.plan;
import static dev.keyturn.operator.ops.restart.Ranks.told;
import static dev.keyturn.operator.ops.restart.Ranks.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.ops.restart.Seen.Role;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestartPlanTest {

    @Nested
    class A_pod_that_is_alone {
        @Test
        void goes_at_once() {
            assertThat(plan(old("db-0", Role.ALONE)).next()).isEqualTo(evict("db-0"));
        }

        @Test
        void goes_also_when_it_does_not_answer() {
            assertThat(plan(old("db-0", Role.ALONE, SILENT)).next()).isEqualTo(evict("db-0"));
        }

        @Test
        void is_deleted_when_it_crashes_again_and_again() {
            assertThat(plan(old("db-0", Role.ALONE, CRASHING)).next())
                    .isEqualTo(new Move.Delete("db-0", uid("db-0", 0)));
        }

        @Test
        void is_waited_for_while_it_goes_is_away_and_comes() {
            assertThat(plan(leaving("db-0")).next()).isEqualTo(new Move.Wait("db-0", "db-0 is on its way out"));
            assertThat(plan(absent("db-0")).next())
                    .isEqualTo(
                            new Move.Wait("db-0", "db-0 is not there yet; kubectl describe statefulset db says why"));
            assertThat(plan(anew("db-0", 5, Role.ALONE, DOWN)).next())
                    .isEqualTo(new Move.Wait("db-0", "db-0 is not ready: no node takes it"));
        }

        @Test
        void is_not_back_before_it_takes_the_published_password() {
            assertThat(plan(anew("db-0", 5, Role.ALONE, SILENT)).next())
                    .isEqualTo(new Move.Wait(
                            "db-0",
                            "db-0 is ready, but does not let the published pair in: refuses the password (WRONGPASS)"));
        }

        @Test
        void is_not_restarted_twice() {
            var plan = plan(anew("db-0", 5, Role.ALONE));

            assertThat(plan.next()).isEqualTo(new Move.Finish());
            assertThat(plan.back()).isOne();
            assertThat(told(plan)).containsExactly("evicted db-0", "back db-0");
        }

        @Test
        void is_waited_for_when_it_came_up_anew_and_crashes() {
            assertThat(plan(anew("db-0", 5, Role.ALONE, CRASHING)).next())
                    .isEqualTo(new Move.Wait("db-0", "db-0 is not ready: container redis waits, CrashLoopBackOff"));
        }
    }

    @Nested
    class In_a_cluster {
        @Test
        void replicas_of_all_shards_go_before_any_primary() {
            assertThat(plan(
                                    old("shard0-0", Role.PRIMARY),
                                    old("shard0-1", Role.REPLICA),
                                    old("shard1-0", Role.REPLICA),
                                    old("shard1-1", Role.PRIMARY))
                            .next())
                    .isEqualTo(evict("shard0-1"));
            assertThat(plan(
                                    old("shard0-0", Role.PRIMARY),
                                    anew("shard0-1", 5, Role.REPLICA),
                                    old("shard1-0", Role.REPLICA),
                                    old("shard1-1", Role.PRIMARY))
                            .next())
                    .isEqualTo(evict("shard1-0"));
        }

        @Test
        void the_next_one_waits_until_the_last_one_is_back() {
            assertThat(plan(
                                    old("shard0-0", Role.PRIMARY),
                                    anew("shard0-1", 5, Role.UNKNOWN, DOWN),
                                    old("shard1-0", Role.REPLICA),
                                    old("shard1-1", Role.PRIMARY))
                            .next())
                    .isEqualTo(new Move.Wait("shard0-1", "shard0-1 is not ready: no node takes it"));
        }

        @Test
        void only_asking_shows_what_happens_among_nodes_that_are_all_ready() {
            assertThat(plan(old("shard0-0", Role.PRIMARY), anew("shard0-1", 5, Role.STRAYED))
                            .isQuiet())
                    .isTrue();
            assertThat(plan(old("shard0-0", Role.PRIMARY), anew("shard0-1", 5, Role.UNKNOWN, DOWN))
                            .isQuiet())
                    .isFalse();
            assertThat(plan(old("shard0-0", Role.PRIMARY), leaving("shard0-1")).isQuiet())
                    .isFalse();
        }

        @Test
        void who_has_not_caught_up_with_its_primary_is_not_back() {
            var plan = plan(
                    old("shard0-0", Role.PRIMARY),
                    anew("shard0-1", 5, Role.STRAYED),
                    old("shard1-0", Role.REPLICA),
                    old("shard1-1", Role.PRIMARY));

            assertThat(plan.next())
                    .isEqualTo(new Move.Wait("shard0-1", "shard0-1 has not caught up with its primary yet"));
            assertThat(plan.back()).isZero();
            assertThat(told(plan)).containsExactly("evicted shard0-1", "back shard0-1?");
        }

        @Test
        void nobody_goes_while_the_nodes_are_not_together() {
            assertThat(apart(
                                    "shard0-0 does not serve: cluster_state is fail",
                                    old("shard0-0", Role.PRIMARY),
                                    old("shard0-1", Role.REPLICA))
                            .next())
                    .isEqualTo(new Move.Wait(
                            "shard0-0",
                            "shard0-0 waits for the others: shard0-0 does not serve: cluster_state is fail"));
        }

        @Test
        void the_restart_is_not_over_while_the_nodes_are_not_together() {
            assertThat(apart(
                                    "shard0-0 does not serve: cluster_state is fail",
                                    anew("shard0-0", 9, Role.REPLICA),
                                    anew("shard0-1", 5, Role.PRIMARY),
                                    anew("shard0-2", 3, Role.REPLICA))
                            .next())
                    .isEqualTo(new Move.Wait(
                            "shard0-0",
                            "shard0-0 waits for the others: shard0-0 does not serve: cluster_state is fail"));
        }

        @Test
        void a_primary_hands_over_before_it_goes() {
            assertThat(plan(
                                    old("shard0-0", Role.PRIMARY),
                                    anew("shard0-1", 5, Role.REPLICA),
                                    anew("shard1-0", 6, Role.REPLICA),
                                    old("shard1-1", Role.PRIMARY))
                            .next())
                    .isEqualTo(new Move.HandOver("shard0-0", "shard0-1"));
        }

        @Test
        void a_primary_that_has_handed_over_goes() {
            var plan = plan(old("shard0-0", Role.REPLICA), anew("shard0-1", 5, Role.PRIMARY));

            assertThat(plan.next()).isEqualTo(evict("shard0-0"));
            assertThat(told(plan)).containsExactly("evicted shard0-1", "back shard0-1", "handed_over shard0-1");
        }

        @Test
        void only_a_replica_that_has_caught_up_takes_over() {
            assertThat(plan(
                                    old("shard0-0", Role.PRIMARY),
                                    anew("shard0-1", 5, Role.PRIMARY),
                                    anew("shard0-2", 6, Role.REPLICA))
                            .next())
                    .isEqualTo(new Move.HandOver("shard0-0", "shard0-2"));
            assertThat(plan(old("shard0-0", Role.PRIMARY), anew("shard0-1", 5, Role.PRIMARY))
                            .next())
                    .isEqualTo(new Move.Wait(
                            "shard0-0", "shard0-0 cannot hand over: no replica of shard0 has caught up with it"));
        }

        @Test
        void a_primary_without_others_goes() {
            assertThat(plan(old("shard0-0", Role.PRIMARY)).next()).isEqualTo(evict("shard0-0"));
        }

        @Test
        void who_serves_nobody_goes_first_also_while_the_nodes_are_not_together() {
            assertThat(apart(
                                    "5 of 6 nodes answer",
                                    old("shard0-0", Role.PRIMARY),
                                    old("shard0-1", Role.REPLICA),
                                    old("shard1-0", Role.UNKNOWN, DOWN),
                                    old("shard1-1", Role.PRIMARY))
                            .next())
                    .isEqualTo(evict("shard1-0"));
            assertThat(apart(
                                    "5 of 6 nodes answer",
                                    old("shard0-0", Role.PRIMARY),
                                    old("shard0-1", Role.UNKNOWN, CRASHING))
                            .next())
                    .isEqualTo(new Move.Delete("shard0-1", uid("shard0-1", 0)));
        }

        @Test
        void nobody_goes_while_one_is_ready_and_does_not_answer() {
            assertThat(plan(old("shard0-0", Role.UNKNOWN, SILENT), old("shard0-1", Role.REPLICA))
                            .next())
                    .isEqualTo(
                            new Move.Wait(
                                    "shard0-0",
                                    "shard0-0 is ready, but does not let the published pair in: refuses the password (WRONGPASS)"));
        }

        @Test
        void a_pod_that_vanished_is_waited_for_like_one_that_was_evicted() {
            var plan = plan(
                    old("shard0-0", Role.PRIMARY),
                    old("shard0-1", Role.REPLICA),
                    absent("shard1-0"),
                    old("shard1-1", Role.PRIMARY));

            assertThat(plan.next()).isInstanceOf(Move.Wait.class);
            assertThat(told(plan)).containsExactly("evicted shard1-0", "back shard1-0?");
        }

        @Test
        void a_replica_that_took_over_by_itself_is_told_once() {
            var plan = plan(
                    anew("shard0-0", 5, Role.PRIMARY), old("shard0-1", Role.REPLICA), old("shard0-2", Role.REPLICA));

            assertThat(told(plan)).containsExactly("evicted shard0-0", "back shard0-0", "handed_over shard0-0");
        }

        @Test
        void what_happened_is_told_in_its_order_after_a_crash_in_the_middle() {
            var plan = plan(
                    anew("shard0-0", 40, Role.REPLICA),
                    anew("shard0-1", 10, Role.PRIMARY),
                    leaving("shard1-0"),
                    anew("shard1-1", 20, Role.PRIMARY),
                    old("shard2-0", Role.PRIMARY),
                    anew("shard2-1", 30, Role.REPLICA));

            assertThat(told(plan))
                    .containsExactly(
                            "evicted shard0-1",
                            "back shard0-1",
                            "evicted shard1-1",
                            "back shard1-1",
                            "evicted shard2-1",
                            "back shard2-1",
                            "handed_over shard0-1",
                            "evicted shard0-0",
                            "back shard0-0",
                            "handed_over shard1-1",
                            "evicted shard1-0",
                            "back shard1-0?");
        }
    }
}
