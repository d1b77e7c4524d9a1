// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.target.Refused;
import dev.keyturn.targets.mysql.Retention.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The steps on a double of MySQL that does what its manual says of `RETAIN` and `DISCARD`; no server has
/// been asked.
class RetentionTest {

    private static final LoginMethod NEXT = method("next");
    private static final LoginMethod KEPT = method("kept");
    private static final LoginMethod FOREIGN = method("foreign");
    private static final List<LoginMethod> ALL = List.of(NEXT, KEPT, FOREIGN);
    private static final List<Wanted> BESIDE = List.of(Wanted.asIs(NEXT), Wanted.asIs(KEPT));
    private static final List<Wanted> ALONE = List.of(Wanted.asIs(NEXT));

    /// An account as MySQL keeps it: one password, and perhaps a second one.
    private static final class ScriptedAccount {
        private final List<LoginMethod> passwords;

        ScriptedAccount(List<LoginMethod> passwords) {
            this.passwords = new ArrayList<>(passwords);
        }

        void execute(Step step) {
            switch (step) {
                case Step.Replace(var method) -> passwords.set(0, method);
                case Step.Retain(var method) -> {
                    LoginMethod current = passwords.getFirst();
                    passwords.clear();
                    passwords.addAll(List.of(method, current));
                }
                case Step.Discard() -> passwords.subList(1, passwords.size()).clear();
            }
        }
    }

    static Stream<List<LoginMethod>> accounts() {
        return ALL.stream()
                .flatMap(first -> Stream.concat(
                        Stream.of(List.of(first)),
                        ALL.stream().filter(second -> !second.equals(first)).map(second -> List.of(first, second))));
    }

    @Test
    void would_throw_the_kept_password_away_if_the_naive_statement_were_repeated() {
        var account = new ScriptedAccount(List.of(KEPT));

        account.execute(new Step.Retain(NEXT));
        account.execute(new Step.Retain(NEXT));

        assertThat(account.passwords).doesNotContain(KEPT);
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void ends_with_what_is_wanted_and_never_refuses_what_is_kept_wherever_it_dies(List<LoginMethod> have)
            throws Refused {
        if (isForeign(have)) {
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> Retention.steps(have, BESIDE));
            return;
        }
        int steps = Retention.steps(have, BESIDE).size();
        for (int death : IntStream.rangeClosed(0, steps).toArray()) {
            var account = new ScriptedAccount(have);
            boolean wasIn = have.contains(KEPT);
            for (Step step : Retention.steps(have, BESIDE).subList(0, death)) {
                account.execute(step);
                assertThat(account.passwords.contains(KEPT) || !wasIn).isTrue();
            }
            for (Step step : Retention.steps(account.passwords, BESIDE)) {
                account.execute(step);
                assertThat(account.passwords.contains(KEPT) || !wasIn).isTrue();
            }
            assertThat(account.passwords).startsWith(NEXT);
            assertThat(Retention.steps(account.passwords, BESIDE)).isEmpty();
            assertThat(account.passwords.contains(KEPT))
                    .isEqualTo(!have.getFirst().equals(NEXT) || wasIn);
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void leaves_one_password_alone_wherever_it_dies(List<LoginMethod> have) throws Refused {
        int steps = Retention.steps(have, ALONE).size();
        for (int death : IntStream.rangeClosed(0, steps).toArray()) {
            var account = new ScriptedAccount(have);
            Retention.steps(have, ALONE).subList(0, death).forEach(account::execute);

            Retention.steps(account.passwords, ALONE).forEach(account::execute);

            assertThat(account.passwords).containsExactly(NEXT);
            assertThat(Retention.steps(account.passwords, ALONE)).isEmpty();
        }
    }

    @Test
    void keeps_the_old_password_valid_at_every_instant_of_an_undo() throws Refused {
        var account = new ScriptedAccount(List.of(NEXT, KEPT));
        for (Step step : Retention.steps(account.passwords, List.of(Wanted.asIs(KEPT)))) {
            account.execute(step);
            assertThat(account.passwords).contains(KEPT);
        }
        assertThat(account.passwords).containsExactly(KEPT);
    }

    @Test
    void retains_unseen_only_what_a_login_did_not_find_in_place() throws Refused {
        assertThat(Retention.blind(BESIDE, true)).isEmpty();
        assertThat(Retention.blind(BESIDE, false)).containsExactly(new Step.Retain(NEXT));
        assertThat(Retention.blind(ALONE, false)).containsExactly(new Step.Replace(NEXT), new Step.Discard());
    }

    /// Two passwords, of which the second is neither ours to keep nor ours to bring.
    private static boolean isForeign(List<LoginMethod> have) {
        return have.size() == 2
                && have.getLast().equals(FOREIGN)
                && !have.getFirst().equals(NEXT);
    }

    private static LoginMethod method(String stored) {
        return new LoginMethod(LoginMethod.CACHING_SHA2, stored);
    }
}
