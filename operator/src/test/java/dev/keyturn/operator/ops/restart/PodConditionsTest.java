// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.ops.request.Ledger;
import dev.keyturn.operator.ops.restart.PodStep.Kind;
import dev.keyturn.operator.ops.restart.Progress.Tally;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PodConditionsTest {

    private static final Ledger EMPTY = new Ledger(List.of(), 1);

    @Nested
    class One_pod {
        private static final List<PodStep> STEPS =
                List.of(new PodStep(Kind.EVICTED, "db-0", true), new PodStep(Kind.BACK, "db-0", true));

        @Test
        void of_redis() {
            assertThat(lines(done("Redis", STEPS)))
                    .containsExactly(
                            "EvictPod--db-0=True evict pod; ConditionStatus:True; PodName:db-0",
                            "IsPodReady--db-0=True is pod ready; ConditionStatus:True; PodName:db-0");
        }

        @Test
        void of_postgres() {
            assertThat(lines(done("Postgres", STEPS)))
                    .containsExactly(
                            "EvictPod=True evict pod; ConditionStatus:True",
                            "CheckPodReady--db-0=True check pod ready; ConditionStatus:True; PodName:db-0",
                            "CheckPodReady=True check pod ready; ConditionStatus:True");
        }

        @Test
        void of_sql_server() {
            assertThat(lines(done("MSSQLServer", STEPS)))
                    .containsExactly(
                            "GetPod--db-0=True get pod; ConditionStatus:True; PodName:db-0",
                            "EvictPod--db-0=True evict pod; ConditionStatus:True; PodName:db-0",
                            "CheckPodRunning--db-0=True check pod running; ConditionStatus:True; PodName:db-0");
        }

        private static Ledger done(String kind, List<PodStep> steps) {
            return PodConditions.ofKind(kind).told(EMPTY, new Progress.Done(new Tally(1, 1, steps)), Ranks.START);
        }
    }

    @Nested
    class Several_pods {
        @Test
        void of_postgres_are_told_one_by_one_and_summed_up_after_the_last() {
            var half =
                    tell("Postgres", EMPTY, waiting("db-1 is on its way out", new PodStep(Kind.EVICTED, "db-1", true)));
            var whole = PodConditions.POSTGRES.told(
                    half,
                    new Progress.Done(new Tally(
                            2,
                            2,
                            List.of(
                                    new PodStep(Kind.EVICTED, "db-1", true),
                                    new PodStep(Kind.BACK, "db-1", true),
                                    new PodStep(Kind.HANDED_OVER, "db-1", true),
                                    new PodStep(Kind.EVICTED, "db-0", true),
                                    new PodStep(Kind.BACK, "db-0", true)))),
                    Ranks.START);

            assertThat(types(half)).containsExactly("EvictPod--db-1");
            assertThat(types(whole))
                    .containsExactly(
                            "EvictPod--db-1",
                            "CheckPodReady--db-1",
                            "Handover--db-1",
                            "EvictPod--db-0",
                            "CheckPodReady--db-0",
                            "EvictPod",
                            "CheckPodReady");
        }

        @Test
        void a_handover_that_is_asked_for_is_told_and_true_when_it_is_done() {
            var begun = tell("Redis", EMPTY, waiting("b takes over", new PodStep(Kind.HANDED_OVER, "b", false)));
            var over = tell("Redis", begun, waiting("a goes", new PodStep(Kind.HANDED_OVER, "b", true)));

            assertThat(lines(begun)).containsExactly("Handover--b=False handover; ConditionStatus:False; PodName:b");
            assertThat(lines(over)).containsExactly("Handover--b=True handover; ConditionStatus:True; PodName:b");
        }
    }

    @Test
    void a_pod_that_may_not_go_is_told_as_not_gone() {
        var told = tell("Redis", EMPTY, waiting("a budget", new PodStep(Kind.EVICTED, "db-0", false)));

        assertThat(lines(told)).containsExactly("EvictPod--db-0=False evict pod; ConditionStatus:False; PodName:db-0");
    }

    @Test
    void what_has_happened_once_stays_so() {
        var back = tell("Redis", EMPTY, waiting("others", new PodStep(Kind.BACK, "db-0", true)));
        var later = tell("Redis", back, waiting("a probe fails", new PodStep(Kind.BACK, "db-0", false)));

        assertThat(later).isEqualTo(back);
    }

    @Test
    void the_reason_of_an_event_is_the_type_without_the_pod() {
        assertThat(PodConditions.reason("CheckPodReady--db-0")).isEqualTo("CheckPodReady");
        assertThat(PodConditions.reason("EvictPod")).isEqualTo("EvictPod");
    }

    private static Progress waiting(String why, PodStep... steps) {
        return new Progress.Waiting(new Tally(0, 2, List.of(steps)), steps[0].pod(), why, false);
    }

    private static Ledger tell(String kind, Ledger ledger, Progress progress) {
        return PodConditions.ofKind(kind).told(ledger, progress, Ranks.START);
    }

    private static List<String> types(Ledger ledger) {
        return ledger.list().stream().map(Condition::type).toList();
    }

    private static List<String> lines(Ledger ledger) {
        return ledger.list().stream()
                .map(entry -> entry.type() + "=" + entry.status() + " "
                        + entry.message().orElse(""))
                .toList();
    }
}
