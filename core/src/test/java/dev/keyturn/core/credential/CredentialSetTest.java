// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.rotation.Rotations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CredentialSetTest {
    private static final Verifier FOUND = new Verifier("md5abc");
    private static final Credential A1 = Rotations.credential("app_a", Origin.FOUND, 1);
    private static final Credential B2 = Rotations.credential("app_b", Origin.FOUND, 2);
    private static final Credential A3 = Rotations.credential("app_a", Origin.FOUND, 3);
    private static final Credential NEW3 = Rotations.credential("user-3", Origin.MADE, 3);

    private static final CredentialSet PAIR = new CredentialSet(Shape.PAIR, new Slot.Live(A1), new Slot.Live(B2), 1);

    @Nested
    class Staging {
        @Test
        void never_takes_the_published_account_where_accounts_take_turns() {
            assertThat(PAIR.mayStage(A3)).isTrue();
            assertThat(PAIR.mayStage(Rotations.credential("app_b", Origin.FOUND, 3)))
                    .isFalse();
            var inPlace =
                    new CredentialSet(Shape.IN_PLACE_REPLACING, new Slot.Live(A1), new Slot.Spent(A1.account()), 0);
            assertThat(inPlace.mayStage(A3)).isTrue();
        }
    }

    @Nested
    class Publishing {
        @Test
        void fills_the_idle_slot_and_makes_it_the_active_one() {
            CredentialSet after = PAIR.publish(A3);

            assertThat(after.active()).isZero();
            assertThat(after.published()).contains(A3);
            assertThat(after.previous()).contains(B2);
        }

        @Test
        void fills_the_active_slot_as_long_as_nothing_was_published() {
            var vacant = CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());

            CredentialSet after = vacant.publish(NEW3);

            assertThat(after.active()).isZero();
            assertThat(after.idle()).isEqualTo(new Slot.Vacant());
        }

        @Test
        void leaves_the_second_user_of_a_pair_its_unknown_password() {
            var second = new Slot.Unknown(B2.account(), Optional.empty());
            var unissued = CredentialSet.unissued(Shape.PAIR, new Slot.Unknown(A1.account(), Optional.empty()), second);

            assertThat(unissued.publish(A1).idle()).isEqualTo(second);
        }

        @Test
        void supersedes_what_its_shape_says() {
            CredentialSet fresh = shaped(Shape.FRESH);
            CredentialSet overlapping = shaped(Shape.IN_PLACE_OVERLAPPING);
            CredentialSet replacing = shaped(Shape.IN_PLACE_REPLACING);

            assertThat(PAIR.supersededAtOnce()).isEmpty();
            assertThat(PAIR.supersededWithGrace()).contains(B2);
            assertThat(fresh.supersededAtOnce()).containsExactly(A1);
            assertThat(fresh.supersededWithGrace()).contains(B2);
            assertThat(overlapping.supersededAtOnce()).isEmpty();
            assertThat(overlapping.supersededWithGrace()).contains(B2);
            assertThat(replacing.supersededAtOnce()).containsExactly(B2);
            assertThat(replacing.supersededWithGrace()).isEmpty();
        }

        private static CredentialSet shaped(Shape shape) {
            return new CredentialSet(shape, new Slot.Live(A1), new Slot.Live(B2), 1);
        }
    }

    /// The table of the model, line by line.
    @Nested
    class Keeping {
        @Test
        void leaves_an_account_with_the_credential_of_a_slot_that_stays() {
            Keep keep = PAIR.keepFor(A3, List.of(A3));

            assertThat(keep).isEqualTo(new Keep.Only(A1));
            assertThat(PAIR.retired(A3, keep)).isEqualTo(PAIR);
        }

        @Test
        void leaves_the_published_password_of_an_account_that_has_two() {
            Credential a2 = Rotations.credential("app_a", Origin.FOUND, 2);
            var set = new CredentialSet(Shape.IN_PLACE_OVERLAPPING, new Slot.Live(A1), new Slot.Live(a2), 1);

            Keep keep = set.keepFor(A1, List.of(A1));

            assertThat(keep).isEqualTo(new Keep.Only(a2));
            assertThat(set.retired(A1, keep).slots()).containsExactly(new Slot.Spent(A1.account()), new Slot.Live(a2));
        }

        @Test
        void does_not_keep_what_has_to_go_itself() {
            assertThat(PAIR.keepFor(A3, List.of(A3, A1))).isEqualTo(new Keep.Shut());
        }

        @Test
        void gives_back_the_verifier_that_was_read_before_the_intent() {
            var unknown = new Slot.Unknown(A1.account(), Optional.of(FOUND));
            var set = new CredentialSet(Shape.PAIR, unknown, new Slot.Live(B2), 1);

            Keep keep = set.keepFor(A3, List.of(A3));

            assertThat(keep).isEqualTo(new Keep.AsFound(FOUND));
            assertThat(set.retired(A3, keep).first()).isEqualTo(unknown);
        }

        @Test
        void shuts_an_account_whose_verifier_could_not_be_read() {
            var set = new CredentialSet(
                    Shape.PAIR, new Slot.Unknown(A1.account(), Optional.empty()), new Slot.Live(B2), 1);

            Keep keep = set.keepFor(A3, List.of(A3));

            assertThat(keep).isEqualTo(new Keep.Shut());
            assertThat(set.retired(A3, keep).first()).isEqualTo(new Slot.Spent(A1.account()));
        }

        @Test
        void removes_an_account_that_was_made_by_us() {
            Credential made1 = Rotations.credential("user-1", Origin.MADE, 1);
            Credential made2 = Rotations.credential("user-2", Origin.MADE, 2);
            var set = new CredentialSet(Shape.FRESH, new Slot.Live(made1), new Slot.Live(made2), 1);

            assertThat(set.keepFor(NEW3, List.of(NEW3))).isEqualTo(new Keep.Gone());
            assertThat(set.retired(NEW3, new Keep.Gone())).isEqualTo(set);
            assertThat(set.keepFor(made1, List.of(made1))).isEqualTo(new Keep.Gone());
            assertThat(set.retired(made1, new Keep.Gone()).first()).isEqualTo(new Slot.Spent(made1.account()));
        }

        @Test
        void removes_an_account_of_a_pair_only_if_it_was_made_for_this_very_candidate() {
            Credential made1 = Rotations.credential("app_a", Origin.MADE, 1);
            var vacant = new CredentialSet(Shape.PAIR, new Slot.Vacant(), new Slot.Live(B2), 1);
            var lived = new CredentialSet(Shape.PAIR, new Slot.Live(made1), new Slot.Live(B2), 1);
            Credential made3 = Rotations.credential("app_a", Origin.MADE, 3);

            assertThat(vacant.keepFor(made3, List.of(made3))).isEqualTo(new Keep.Gone());
            assertThat(vacant.retired(made3, new Keep.Gone()).first()).isEqualTo(new Slot.Vacant());
            assertThat(lived.keepFor(made3, List.of(made3, made1))).isEqualTo(new Keep.Shut());
        }

        @Test
        void never_removes_an_account_that_was_found() {
            assertThat(PAIR.keepFor(A1, List.of(A1))).isEqualTo(new Keep.Shut());
            assertThat(PAIR.retired(A1, new Keep.Shut()).first()).isEqualTo(new Slot.Spent(A1.account()));
        }
    }

    @Nested
    class Applying {
        @Test
        void keeps_nothing_of_another_account_beside_the_candidate() {
            assertThat(PAIR.besideNext()).isEqualTo(new Keep.Shut());
        }

        @Test
        void keeps_the_active_password_of_the_same_account() {
            var set = new CredentialSet(Shape.IN_PLACE_OVERLAPPING, new Slot.Live(A1), new Slot.Vacant(), 0);

            assertThat(set.besideNext()).isEqualTo(new Keep.Only(A1));
        }

        @Test
        void keeps_what_was_there_before_the_first_issue() {
            var set = CredentialSet.unissued(
                    Shape.IN_PLACE_OVERLAPPING, new Slot.Unknown(A1.account(), Optional.of(FOUND)), new Slot.Vacant());

            assertThat(set.besideNext()).isEqualTo(new Keep.AsFound(FOUND));
        }
    }

    @Test
    void counts_versions_from_one_and_gives_the_number_of_an_abandoned_candidate_to_the_next() {
        var vacant = CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());

        assertThat(vacant.nextVersion()).isEqualTo(1);
        assertThat(PAIR.nextVersion()).isEqualTo(3);
        assertThat(PAIR.retired(A3, new Keep.Only(A1)).nextVersion()).isEqualTo(3);
    }
}
