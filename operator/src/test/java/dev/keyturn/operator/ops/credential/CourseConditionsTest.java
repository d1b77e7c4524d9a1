// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.ops.credential.RequestObjects.Note;
import dev.keyturn.operator.ops.request.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourseConditionsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant NEXT = NOW.plusSeconds(5);
    private static final Failure SILENT =
            new Failure(Step.APPLY, Optional.of("10.0.0.7:6379"), "timeout", "nobody answered");

    private final Ledger begun = new Ledger(List.of(), 1).done("RotateAuth", "started", NOW);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RETIRED")
    void reads_back_what_was_written_from_every_course(Course course) {
        Ledger noted = noted(begun, new Note(course, 0, Optional.of(SILENT)));

        assertThat(CourseConditions.course(noted)).isEqualTo(course);
    }

    @Test
    void says_nothing_while_all_goes_well() {
        assertThat(noted(begun, new Note(Course.PURSUED, 0, Optional.empty()))).isEqualTo(begun);
    }

    @Test
    void says_what_a_step_met_with_and_when_it_is_tried_again() {
        Ledger once = noted(begun, new Note(Course.PURSUED, 0, Optional.of(SILENT)));
        Ledger twice = noted(once, new Note(Course.PURSUED, 0, Optional.of(SILENT)));

        assertThat(once.of("Retrying").flatMap(Condition::message))
                .contains("turn 1, next at 2026-03-02T09:00:05Z: apply on node 10.0.0.7:6379: nobody answered");
        assertThat(twice.of("Retrying").flatMap(Condition::message).orElseThrow())
                .startsWith("turn 2, ");
        assertThat(CourseConditions.contradictions(twice)).isZero();
        assertThat(CourseConditions.trouble(twice).map(CourseConditions::sentence))
                .contains("apply on node 10.0.0.7:6379: nobody answered");
    }

    @Test
    void counts_turns_in_which_no_password_was_accepted_apart_from_others() {
        Ledger silent = noted(begun, new Note(Course.PURSUED, 0, Optional.of(SILENT)));
        Ledger one = CourseConditions.contradicted(silent, "db-0 refuses", NOW, NEXT);
        Ledger two = CourseConditions.contradicted(one, "db-0 refuses", NOW, NEXT);
        Ledger silentAgain = CourseConditions.again(two, "db-0 is silent", NOW, NEXT);

        assertThat(CourseConditions.contradictions(one)).isEqualTo(1);
        assertThat(CourseConditions.contradictions(two)).isEqualTo(2);
        assertThat(CourseConditions.contradictions(silentAgain)).isZero();
    }

    @Test
    void gives_each_failure_the_reason_of_its_step_and_keeps_a_reason_of_ours() {
        assertThat(reason(SILENT)).isEqualTo("LiveChangeFailed");
        assertThat(reason(new Failure(Step.VERIFY, Optional.empty(), "WRONGPASS", "refused")))
                .isEqualTo("VerifyFailed");
        assertThat(reason(new Failure(Step.CHECK, Optional.empty(), "deadline", "late")))
                .isEqualTo("PreflightFailed");
        assertThat(reason(Reason.REQUEST_DELETED.because("the request was deleted")))
                .isEqualTo("RequestDeleted");
        assertThat(reason(Reason.SOURCE_SECRET_CHANGED.because("it was changed")))
                .isEqualTo("SourceSecretChanged");
    }

    @Test
    void says_what_the_time_went_by_with() {
        Ledger tried = noted(begun, new Note(Course.PURSUED, 0, Optional.of(SILENT)));
        Ledger over = noted(
                tried,
                new Note(
                        Course.UNDONE,
                        0,
                        Optional.of(new Failure(Step.APPLY, Optional.empty(), "deadline", "the time was over"))));

        assertThat(over.of("UpdateCredential").flatMap(Condition::message).orElseThrow())
                .isEqualTo("the time of the step was over; what it met with last: apply on node 10.0.0.7:6379:"
                        + " nobody answered");
        assertThat(over.of("Retrying")).isEmpty();
    }

    private static String reason(Failure failure) {
        Ledger ledger = new Ledger(List.of(), 1);
        return CourseConditions.noted(ledger, new Note(Course.UNDONE, 0, Optional.of(failure)), "", NOW, NEXT)
                .of("UpdateCredential")
                .flatMap(Condition::reason)
                .orElseThrow();
    }

    private static Ledger noted(Ledger ledger, Note note) {
        return CourseConditions.noted(ledger, note, "proved", NOW, NEXT);
    }
}
