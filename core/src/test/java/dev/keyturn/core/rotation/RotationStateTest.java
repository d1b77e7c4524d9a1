// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import static dev.keyturn.core.rotation.Rotations.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationStateTest {
    private static final Credential ONE = Rotations.credential("user-1", Origin.MADE, 1);
    private static final Credential TWO = Rotations.credential("user-2", Origin.MADE, 2);
    private static final Credential NEXT = Rotations.credential("user-3", Origin.MADE, 3);
    private static final CredentialSet SET = new CredentialSet(Shape.FRESH, new Slot.Live(ONE), new Slot.Live(TWO), 1);
    private static final CredentialSet VACANT =
            CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());
    private static final Gate GATE = new Gate(START.plusSeconds(60), START.plusSeconds(90));
    private static final Failure WHY = Failure.of(Step.VERIFY, "28P01", "refused");

    private static final Settled SETTLED = new Settled(SET);
    private static final Staged STAGED = SETTLED.stage(NEXT);

    @Test
    void stages_a_candidate_beside_what_is_published() {
        assertThat(STAGED.credentials()).isEqualTo(SET);
        assertThat(STAGED.accepted()).containsExactly(ONE, TWO, NEXT);
        assertThat(STAGED.contradictions()).isZero();
    }

    @Test
    void settles_by_a_publication_that_supersedes_nothing() {
        assertThat(STAGED.published(List.of())).isEqualTo(new Settled(SET.publish(NEXT)));
    }

    @Test
    void retires_what_a_publication_supersedes_one_by_one() {
        var state = (Retiring) STAGED.published(List.of(new Due(ONE, Gate.open(START)), new Due(TWO, GATE)));

        var first = (Retiring) state.retired(ONE, new Keep.Gone());

        assertThat(first.going()).containsExactly(TWO);
        assertThat(first.retired(TWO, new Keep.Gone())).isInstanceOf(Settled.class);
        assertThat(state.accepted()).containsExactly(NEXT, TWO, ONE);
    }

    @Test
    void is_blocked_by_the_third_contradiction_in_a_row() {
        var once = (Staged) STAGED.contradicted(WHY);
        var twice = (Staged) once.contradicted(WHY);

        assertThat(twice.contradicted(WHY)).isEqualTo(new Blocked(SET, NEXT, WHY));
        assertThat(((Staged) twice.again().contradicted(WHY)).contradictions()).isEqualTo(1);
    }

    @Test
    void removes_an_abandoned_candidate_at_once() {
        var abandoned = (Retiring) STAGED.abandoned(START);

        assertThat(abandoned.gone()).containsExactly(new Due(NEXT, Gate.open(START)));
        assertThat(abandoned.isCandidate(NEXT)).isTrue();
        assertThat(abandoned.isCandidate(TWO)).isFalse();
    }

    @Test
    void leaves_as_a_whole_when_a_first_issue_is_abandoned() {
        assertThat(new Staged(VACANT, ONE, 0).abandoned(START)).isEqualTo(new Revoking(VACANT, List.of(ONE), true));
    }

    @Test
    void keeps_a_superseded_credential_whose_grace_was_taken_away() {
        assertThat(SETTLED.retire(ONE, GATE).kept(ONE)).isEqualTo(SETTLED);
    }

    @Test
    void moves_the_gate_of_one_credential_only() {
        var state = new Retiring(SET, List.of(new Due(ONE, Gate.open(START)), new Due(TWO, Gate.open(START))));

        assertThat(state.regated(TWO, GATE).gone()).containsExactly(new Due(ONE, Gate.open(START)), new Due(TWO, GATE));
    }

    @Test
    void is_left_from_blocked_as_a_person_decides() {
        var blocked = new Blocked(SET, NEXT, WHY);
        Credential proven = Rotations.credential("user-2", Origin.MADE, 4);

        assertThat(blocked.retry()).isEqualTo(STAGED);
        assertThat(blocked.discard(START)).isEqualTo(STAGED.abandoned(START));
        Retiring adopted = blocked.adopted(proven, START);
        assertThat(adopted.credentials().published()).contains(proven);
        assertThat(adopted.going()).containsExactly(NEXT);
    }

    @Test
    void revokes_everything_it_has_on_the_target_or_only_what_is_in_no_slot() {
        assertThat(STAGED.leave(new Leave(true, false)).left()).containsExactly(ONE, TWO, NEXT);
        assertThat(STAGED.leave(new Leave(false, false)).left()).containsExactly(NEXT);
        assertThat(SETTLED.leave(new Leave(false, true)).left()).isEmpty();
    }

    @Test
    void revokes_one_by_one_until_none_is_left() {
        Revoking leaving = SETTLED.leave(new Leave(true, true));

        Revoking first = leaving.revoked(ONE, new Keep.Gone());

        assertThat(first.left()).containsExactly(TWO);
        assertThat(first.credentials().first()).isEqualTo(new Slot.Spent(ONE.account()));
        assertThat(first.revoked(TWO, new Keep.Gone()).left()).isEmpty();
        assertThat(leaving.withSecrets()).isTrue();
    }

    @Test
    void opens_a_gate_when_the_grace_is_over_and_nobody_is_left_or_the_hold_is_over() {
        assertThat(GATE.isOpen(START, Gate.Usage.UNUSED)).isFalse();
        assertThat(GATE.isOpen(GATE.notBefore(), Gate.Usage.UNUSED)).isTrue();
        assertThat(GATE.isOpen(GATE.notBefore(), Gate.Usage.CANNOT_TELL)).isFalse();
        assertThat(GATE.isOpen(GATE.notBefore(), Gate.Usage.IN_USE)).isFalse();
        assertThat(GATE.isOpen(GATE.holdUntil(), Gate.Usage.IN_USE)).isTrue();
    }
}
