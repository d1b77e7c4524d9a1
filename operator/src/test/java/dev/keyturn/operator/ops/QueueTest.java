// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsType;
import dev.keyturn.operator.ops.Queue.Entry;
import dev.keyturn.operator.ops.Queue.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void one_alone_begins() {
        assertThat(turn(true, "a", rotate("a", 0))).isEqualTo(new Turn.Begin());
    }

    @Test
    void one_progresses_and_the_others_wait_whatever_they_are() {
        var busy = in(OpsPhase.PROGRESSING, rotate("busy", 0));

        assertThat(turn(true, "busy", busy, rotate("newer", 5))).isEqualTo(new Turn.GoOn());
        assertThat(turn(true, "newer", busy, rotate("newer", 5)))
                .isEqualTo(new Turn.Wait("waits for busy, which is progressing"));
        assertThat(turn(true, "restart", busy, restart("restart", 5))).isInstanceOf(Turn.Wait.class);
    }

    @Test
    void of_one_type_the_newest_stays() {
        var three = new Entry[] {rotate("a", 0), rotate("b", 2), rotate("c", 1)};

        assertThat(turn(true, "a", three)).isEqualTo(new Turn.Skip("b"));
        assertThat(turn(true, "b", three)).isEqualTo(new Turn.Begin());
        assertThat(turn(true, "c", three)).isEqualTo(new Turn.Skip("b"));
    }

    @Test
    void of_one_second_the_first_name_stays() {
        var two = new Entry[] {rotate("b", 0), rotate("a", 0)};

        assertThat(turn(true, "a", two)).isEqualTo(new Turn.Begin());
        assertThat(turn(true, "b", two)).isEqualTo(new Turn.Skip("a"));
    }

    @Test
    void of_two_types_the_oldest_runs_first() {
        var two = new Entry[] {rotate("rotate", 1), restart("restart", 0)};

        assertThat(turn(true, "restart", two)).isEqualTo(new Turn.Begin());
        assertThat(turn(true, "rotate", two)).isEqualTo(new Turn.Wait("waits for restart, which was there before it"));
    }

    @Test
    void one_that_is_skipped_stands_in_nobody_s_way() {
        var three = new Entry[] {rotate("old", 0), restart("restart", 1), rotate("new", 2)};

        assertThat(turn(true, "restart", three)).isEqualTo(new Turn.Begin());
    }

    @Test
    void reconfigurations_are_all_carried_out_the_oldest_first() {
        var two = new Entry[] {of("one", OpsType.RECONFIGURE, 0), of("two", OpsType.RECONFIGURE, 1)};

        assertThat(turn(true, "one", two)).isEqualTo(new Turn.Begin());
        assertThat(turn(true, "two", two)).isInstanceOf(Turn.Wait.class);
    }

    @Test
    void a_database_that_is_not_ready_holds_up_who_waits_for_it_and_nobody_else() {
        var waiting = restart("restart", 0);
        var always = new Entry("rotate", OpsType.ROTATE_AUTH, NOON.plusSeconds(1), Optional.empty(), true);

        assertThat(turn(false, "restart", waiting, always)).isInstanceOf(Turn.Wait.class);
        assertThat(turn(false, "rotate", waiting, always)).isEqualTo(new Turn.Begin());
    }

    @Test
    void what_has_ended_does_nothing_and_is_in_nobody_s_way() {
        for (OpsPhase end : List.of(OpsPhase.SUCCESSFUL, OpsPhase.FAILED, OpsPhase.SKIPPED)) {
            var over = in(end, rotate("over", 9));

            assertThat(turn(true, "over", over, rotate("mine", 0))).isEqualTo(new Turn.Over());
            assertThat(turn(true, "mine", over, rotate("mine", 0))).isEqualTo(new Turn.Begin());
        }
    }

    @Test
    void a_name_that_is_not_there_is_a_bug() {
        assertThatThrownBy(() -> turn(true, "x", rotate("a", 0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Turn turn(boolean ready, String name, Entry... entries) {
        return new Queue(List.of(entries), ready).turnOf(name);
    }

    private static Entry rotate(String name, int second) {
        return of(name, OpsType.ROTATE_AUTH, second);
    }

    private static Entry restart(String name, int second) {
        return of(name, OpsType.RESTART, second);
    }

    private static Entry of(String name, OpsType type, int second) {
        return new Entry(name, type, NOON.plusSeconds(second), Optional.empty(), false);
    }

    private static Entry in(OpsPhase phase, Entry entry) {
        return new Entry(entry.name(), entry.type(), entry.created(), Optional.of(phase), entry.always());
    }
}
