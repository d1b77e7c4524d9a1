// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.ui.rotation.RunSteps.Mark;
import dev.keyturn.server.ui.rotation.RunsView.Cell;
import dev.keyturn.server.ui.rotation.RunsView.Row;
import dev.keyturn.server.ui.rotation.RunsView.Wish;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A column a step, node by node.
class RunsViewTest {
    private static final Wish PLAIN = new Wish(Optional.empty(), false);

    @Test
    void a_run_that_published_shows_its_nodes_and_when_the_old_set_retires() {
        Row row = rows(Sample.typical(), PLAIN).getFirst();

        assertThat(row.started().text()).isEqualTo("today 10:00:00");
        assertThat(row.took()).isEqualTo("0.06 s");
        assertThat(row.result().word()).isEqualTo("v3 published");
        assertThat(row.cells())
                .containsExactly(
                        new Cell(Mark.DONE, "2 / 2"),
                        new Cell(Mark.DONE, ""),
                        new Cell(Mark.DONE, "2 / 2"),
                        new Cell(Mark.DONE, "2 / 2"),
                        new Cell(Mark.DONE, ""),
                        new Cell(Mark.DONE, ""),
                        new Cell(Mark.WAITING, "Fri 10:00"));
    }

    @Test
    void a_run_that_failed_shows_where_and_nothing_after_it() {
        Row row = rows(Sample.typical(), PLAIN).get(1);

        assertThat(row.result().word()).isEqualTo("Failed");
        assertThat(row.took()).isEqualTo("10.04 s");
        assertThat(row.cells())
                .containsExactly(
                        new Cell(Mark.DONE, "2 / 2"),
                        new Cell(Mark.DONE, ""),
                        new Cell(Mark.DONE, "2 / 2"),
                        new Cell(Mark.FAILED, "1 / 2"),
                        new Cell(Mark.NONE, ""),
                        new Cell(Mark.NONE, ""),
                        new Cell(Mark.NONE, ""));
    }

    @Test
    void a_failure_before_the_first_step_is_told_by_its_message() {
        Sample early = Sample.typical().run("""
                {"id": "r9", "trigger": "schedule", "outcome": "failed", "credentialVersion": null, "warnings": [],
                "startedAt": "2026-03-05T09:30:00.000Z", "finishedAt": "2026-03-05T09:30:00.004Z",
                "message": "reserve: the target's policy refused every password", "steps": []}""");

        Row row = rows(early, PLAIN).getFirst();

        assertThat(row.cells().subList(0, 3))
                .containsExactly(new Cell(Mark.DONE, ""), new Cell(Mark.FAILED, ""), new Cell(Mark.NONE, ""));
        assertThat(row.notes()).containsExactly("reserve: the target's policy refused every password");
        assertThat(row.took()).isEqualTo("4 ms");
    }

    @Test
    void the_newest_failed_run_is_open_unless_another_one_was_asked_for() {
        Wish other = new Wish(Optional.of("a7a1c7fe-1f2d-4a63-9c53-0de6f0a64f02"), false);
        Wish none = new Wish(Optional.of("none"), false);

        assertThat(rows(Sample.typical(), PLAIN)).extracting(Row::open).containsExactly(false, true, false);
        assertThat(rows(Sample.typical(), other)).extracting(Row::open).containsExactly(true, false, false);
        assertThat(rows(Sample.typical(), none)).extracting(Row::open).containsOnly(false);
    }

    @Test
    void an_open_row_tells_each_step_with_its_node_and_what_was_said() {
        Row row = rows(Sample.typical(), PLAIN).get(1);

        assertThat(row.details().getLast())
                .isEqualTo(new RunsView.Detail("verify", "cache-2:6379", "10.00 s", false, "connection timed out"));
        assertThat(row.details().get(4).words()).isEqualTo("logged in");
        assertThat(row.notes()).isEmpty();
    }

    @Test
    void a_run_under_way_has_its_present_step_marked() {
        Sample open = Sample.typical().run("""
                {"id": "r9", "trigger": "manual", "requestedBy": "mara@example.test", "outcome": "running",
                "credentialVersion": null, "warnings": [], "startedAt": "2026-03-05T09:59:58.000Z",
                "finishedAt": null, "message": null, "steps": [
                {"name": "apply", "node": "cache-1:6379", "outcome": "success", "message": null},
                {"name": "apply", "node": "cache-2:6379", "outcome": "success", "message": null},
                {"name": "verify", "node": "cache-1:6379", "outcome": "success", "message": null}]}""");

        Row row = rows(open, PLAIN).getFirst();

        assertThat(row.by()).isEqualTo("mara@example.test");
        assertThat(row.cells())
                .extracting(Cell::mark)
                .startsWith(Mark.DONE, Mark.DONE, Mark.DONE, Mark.RUNNING, Mark.NONE);
        assertThat(row.result().word()).isEqualTo("Running");
    }

    @Test
    void twenty_rows_are_shown_and_all_of_them_on_request() {
        Sample many = Sample.typical();
        for (int i = 0; i < 20; i++) {
            many.run("""
                    {"id": "r%d", "trigger": "schedule", "outcome": "success", "credentialVersion": 9, "warnings": [],
                    "startedAt": "2026-03-05T09:30:00.000Z", "finishedAt": "2026-03-05T09:30:00.004Z",
                    "message": null, "steps": []}""".formatted(i));
        }

        RunsView some = RunsView.of(many.answers(), PLAIN, Sample.times());
        RunsView all = RunsView.of(many.answers(), new Wish(Optional.empty(), true), Sample.times());

        assertThat(some.rows()).hasSize(20);
        assertThat(some.cut()).isTrue();
        assertThat(some.all()).isEqualTo("23");
        assertThat(all.rows()).hasSize(23);
        assertThat(all.cut()).isFalse();
    }

    private static List<Row> rows(Sample sample, Wish wish) {
        return RunsView.of(sample.answers(), wish, Sample.times()).rows();
    }
}
