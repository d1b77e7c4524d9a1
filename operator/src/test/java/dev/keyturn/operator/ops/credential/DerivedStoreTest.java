// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.target.Answer;
import dev.keyturn.core.target.FakeEngine;
import dev.keyturn.core.target.Node;
import dev.keyturn.operator.ops.credential.Effects.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every place of a request at which a process can die or an answer get lost, on one node and on two, beside the
/// published password and by a swap.
class DerivedStoreTest {
    private static final List<Node> ONE = List.of(FakeEngine.writer(1));
    private static final List<Node> TWO = List.of(FakeEngine.writer(1), FakeEngine.writer(2));

    @Test
    void a_request_without_a_fault_publishes_and_ends_the_former_pair() {
        for (Shape shape : List.of(Shape.IN_PLACE_OVERLAPPING, Shape.IN_PLACE_REPLACING)) {
            for (List<Node> nodes : List.of(ONE, TWO)) {
                var run = new RotationRun(shape, nodes, List.of(), -1, Fault.LOST);

                assertThat(run.play())
                        .as("%s on %s nodes ends", shape, nodes.size())
                        .isTrue();
                hasChanged(run);
            }
        }
    }

    @Test
    void whatever_happens_once_the_request_ends_with_its_one_candidate_published() {
        int played = 0;
        for (Shape shape : List.of(Shape.IN_PLACE_OVERLAPPING, Shape.IN_PLACE_REPLACING)) {
            for (List<Node> nodes : List.of(ONE, TWO)) {
                for (Fault fault : Fault.values()) {
                    played += everyPlace(shape, nodes, fault);
                }
            }
        }

        assertThat(played).as("places at which something went wrong").isGreaterThan(150);
    }

    private static int everyPlace(Shape shape, List<Node> nodes, Fault fault) {
        for (int place = 0; ; place++) {
            var run = new RotationRun(shape, nodes, List.of(), place, fault);
            boolean ended = run.play();
            String what = "%s on %d nodes, %s at effect %d".formatted(shape, nodes.size(), fault, place);
            assertThat(ended)
                    .as(what + ": " + run.derived().state().getClass().getSimpleName())
                    .isTrue();
            assertThat(run.objects().course()).as(what).isNotEqualTo(Course.BLOCKED);
            hasChanged(run);
            if (place >= run.effects()) {
                return place;
            }
        }
    }

    @Test
    void a_change_that_is_refused_is_taken_back_everywhere() {
        for (Fault fault : Fault.values()) {
            for (int place = 0; place < 40; place++) {
                var run = new RotationRun(
                        Shape.IN_PLACE_OVERLAPPING, TWO, List.of(Answer.YES, Answer.REFUSED), place, fault);

                assertThat(run.play()).as("%s at effect %d ends", fault, place).isTrue();
                if (run.objects().publications() == 0) {
                    isUndone(run);
                } else {
                    hasChanged(run);
                }
            }
        }
    }

    @Test
    void a_node_that_is_silent_to_every_change_ends_the_request_when_its_time_is_over() {
        for (Shape shape : List.of(Shape.IN_PLACE_OVERLAPPING, Shape.IN_PLACE_REPLACING)) {
            var run = new RotationRun(shape, TWO, Collections.nCopies(500, Answer.LOST), -1, Fault.LOST);

            assertThat(run.play()).as("%s: %s", shape, run.objects().look()).isTrue();
            assertThat(run.elapsed()).isGreaterThanOrEqualTo(RotationRun.PATIENCE);
            isUndone(run);
        }
    }

    @Test
    void a_password_that_nobody_knows_blocks_the_request_and_keeps_its_intent() {
        var run = new RotationRun(Shape.IN_PLACE_REPLACING, ONE, List.of(Answer.LOST), -1, Fault.LOST);
        run.foreignPasswordAfterTheIntent();

        assertThat(run.play()).as("%s", run.objects().look()).isTrue();
        assertThat(run.objects().course()).isEqualTo(Course.BLOCKED);
        assertThat(run.objects().intent()).isPresent();
        assertThat(run.objects().published()).isEqualTo(RotationRun.OLD);
    }

    @Test
    void a_secret_that_somebody_else_has_written_stops_everything() {
        var objects = new FakeObjects(RotationRun.OLD, RotationRun.START);
        objects.open(RotationRun.intent(Password.of("the-candidate")));
        objects.foreignWrite(new Intent.Pair(RotationRun.USER, Password.of("somebody else's")));
        var derivation =
                new Derivation(Shape.IN_PLACE_OVERLAPPING, RotationRun.USER, RotationRun.PATIENCE, Duration.ZERO);

        assertThatThrownBy(() -> derivation.rotation(objects.look())).isInstanceOf(Derivation.ForeignPair.class);
    }

    @Test
    void the_former_password_waits_until_everything_else_is_done_and_its_grace_is_over() {
        var objects = new FakeObjects(RotationRun.OLD, RotationRun.START);
        Intent intent = objects.open(RotationRun.intent(Password.of("the-candidate")));
        objects.publish(objects.look(), intent, RotationRun.START);
        var derivation = new Derivation(
                Shape.IN_PLACE_OVERLAPPING, RotationRun.USER, RotationRun.PATIENCE, Duration.ofMinutes(30));

        assertThat(gate(derivation, objects)).isEqualTo(Rotation.NEVER);
        objects.letRetire();
        assertThat(gate(derivation, objects)).isEqualTo(RotationRun.START.plus(Duration.ofMinutes(30)));
    }

    private static Instant gate(Derivation derivation, FakeObjects objects) {
        return ((Retiring) derivation.rotation(objects.look()).state())
                .gone()
                .getFirst()
                .gate()
                .notBefore();
    }

    private static void hasChanged(RotationRun run) {
        assertThat(run.objects().publications()).as("%s", run.objects().look()).isOne();
        var intent = run.objects().intent().orElseThrow();
        assertThat(run.objects().published()).isEqualTo(intent.candidate());
        assertThat(run.isAcceptedEverywhere(intent.candidate())).isTrue();
        assertThat(run.isAcceptedAnywhere(RotationRun.OLD)).isFalse();
        if (run.objects().course() == Course.RETIRED) {
            assertThat(run.boot()).containsExactly(intent.candidate().password());
        }
    }

    private static void isUndone(RotationRun run) {
        assertThat(run.objects().course()).isEqualTo(Course.UNDONE);
        assertThat(run.objects().published()).isEqualTo(RotationRun.OLD);
        assertThat(run.isAcceptedEverywhere(RotationRun.OLD)).isTrue();
        run.objects()
                .intent()
                .ifPresent(intent ->
                        assertThat(run.isAcceptedAnywhere(intent.candidate())).isFalse());
        assertThat(run.boot()).containsExactly(RotationRun.OLD.password());
    }
}
