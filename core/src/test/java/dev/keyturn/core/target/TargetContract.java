// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.EngineUnderTest.FaultyPath;
import dev.keyturn.core.target.Refused.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/// What every driver that puts a candidate beside the published credential promises, on a fake and on real engines
/// (`engines.md` §1.1, §9).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TargetContract {

    private static final Keep NOTHING = new Keep.Shut();
    private static final Keep GONE = new Keep.Gone();

    private final EngineUnderTest engine;
    private final Visits visits;

    protected TargetContract(EngineUnderTest engine) {
        this.engine = engine;
        this.visits = new Visits(engine);
    }

    @BeforeAll
    void name_the_engine(TestInfo info) {
        System.out.println(info.getDisplayName() + " ran on " + engine.version());
    }

    @AfterAll
    void stop_the_engine() {
        engine.close();
    }

    @Test
    void lists_a_node_that_takes_writes() throws Exception {
        try (Target target = visits.open(Visits.session())) {
            assertThat(target.nodes().writers()).isNotEmpty();
        }
    }

    @Test
    void accepts_a_candidate_on_every_node_once_it_is_applied() throws Exception {
        Credential next = engine.candidate();

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void refuses_a_candidate_that_was_never_applied() throws Exception {
        assertThat(visits.accepts(engine.candidate())).isFalse();
    }

    @Test
    void changes_nothing_when_a_candidate_is_applied_twice() throws Exception {
        Credential next = engine.candidate();
        visits.apply(next);

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void refuses_a_wrong_password_of_an_account_that_exists() throws Exception {
        Credential next = engine.candidate();
        visits.apply(next);

        assertThat(visits.accepts(Visits.withPassword(next, "certainly-another-password")))
                .isFalse();
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void refuses_a_retired_credential_on_every_node() throws Exception {
        Credential gone = engine.candidate();
        visits.apply(gone);

        visits.retire(gone, GONE);

        assertThat(visits.accepts(gone)).isFalse();
    }

    @Test
    void retires_twice_without_an_error() throws Exception {
        Credential gone = engine.candidate();
        visits.apply(gone);
        visits.retire(gone, GONE);

        assertThatNoException().isThrownBy(() -> visits.retire(gone, GONE));
    }

    @Test
    void retires_without_an_error_what_was_never_applied() throws Exception {
        Credential never = engine.candidate();

        visits.retire(never, GONE);
        visits.retire(never, NOTHING);

        assertThat(visits.accepts(never)).isFalse();
    }

    @Test
    void shuts_an_account_that_stays() throws Exception {
        Credential shut = engine.candidate();
        visits.apply(shut);

        visits.retire(shut, NOTHING);

        assertThat(visits.accepts(shut)).isFalse();
    }

    @Test
    void applies_again_after_a_retirement() throws Exception {
        Credential next = engine.candidate();
        visits.apply(next);
        visits.retire(next, NOTHING);

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void leaves_other_accounts_alone() throws Exception {
        Credential gone = engine.candidate();
        Credential other = engine.candidate();
        visits.apply(gone);
        visits.apply(other);

        visits.retire(gone, GONE);

        assertThat(visits.accepts(other)).isTrue();
    }

    @Test
    void keeps_the_old_password_beside_the_new_one_until_it_is_retired() throws Exception {
        assumeThat(engine.keepsTwoPasswords())
                .as("two passwords of one account")
                .isTrue();
        Credential old = engine.candidate();
        Credential next = Visits.withPassword(old, "the-new-password-of-24-ch");
        visits.apply(old);

        visits.visit(target -> Visits.applyTo(target, next, new Keep.Only(old)));
        boolean both = visits.accepts(old) && visits.accepts(next);
        visits.retire(old, new Keep.Only(next));
        visits.retire(old, new Keep.Only(next));

        assertThat(both).isTrue();
        assertThat(visits.accepts(old)).isFalse();
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void keeps_what_was_applied_and_what_was_retired_over_a_restart_of_every_node() throws Exception {
        assumeThat(engine.restart()).as("an engine that may be restarted").isPresent();
        Credential kept = engine.candidate();
        Credential gone = engine.candidate();
        visits.apply(kept);
        visits.apply(gone);
        visits.retire(gone, GONE);

        engine.restart().orElseThrow().run();

        assertThat(visits.accepts(kept)).isTrue();
        assertThat(visits.accepts(gone)).isFalse();
    }

    @Test
    void says_unanswered_whichever_answer_to_an_apply_is_lost_and_repeats_it() throws Exception {
        everywhere(FaultyPath::loseReply, engine.candidate(), NOTHING, true);
    }

    @Test
    void says_unanswered_whichever_statement_of_an_apply_is_lost_and_repeats_it() throws Exception {
        everywhere(FaultyPath::loseRequest, engine.candidate(), NOTHING, true);
    }

    @Test
    void says_unanswered_whichever_answer_to_a_retirement_is_lost_and_repeats_it() throws Exception {
        everywhere(FaultyPath::loseReply, engine.candidate(), GONE, false);
    }

    @Test
    void says_unanswered_whichever_statement_of_a_retirement_is_lost_and_repeats_it() throws Exception {
        everywhere(FaultyPath::loseRequest, engine.candidate(), GONE, false);
    }

    @Test
    void never_takes_silence_for_a_wrong_password() throws Exception {
        assumeThat(engine.paths()).as("paths that can fail").isNotEmpty();
        Credential next = engine.candidate();
        visits.apply(next);
        for (FaultyPath path : engine.paths()) {
            int silences = 0;
            boolean struck = true;
            for (int exchange = 1; struck; exchange++) {
                path.loseReply(exchange);
                Optional<TargetException> trouble = Visits.troubleOf(() -> visits.verifyEverywhere(next), next);
                struck = path.hasStruck();
                path.heal();
                silences += trouble.isPresent() ? 1 : 0;
                trouble.ifPresent(silence -> assertThat(silence).isInstanceOf(Unanswered.class));
            }
            assertThat(silences).as("exchanges whose loss was noticed").isPositive();
        }
    }

    @Test
    void lets_no_late_statement_land_behind_a_proven_lock() throws Exception {
        assumeThat(engine.paths()).as("paths that can fail").isNotEmpty();
        for (FaultyPath path : engine.paths()) {
            boolean struck = true;
            for (int exchange = 1; struck; exchange++) {
                Credential late = engine.candidate();
                path.holdRequest(exchange);
                var _ = Visits.troubleOf(() -> visits.apply(late), late);
                struck = path.hasStruck();
                path.heal();

                visits.visit(target -> Visits.retireFrom(target, late, GONE));
                path.release();

                assertThat(visits.accepts(late))
                        .as("after a late exchange " + exchange)
                        .isFalse();
            }
        }
    }

    @Test
    void asks_nobody_once_its_time_is_over() throws Exception {
        Credential next = engine.candidate();
        var over = new Session("contract", () -> Duration.ZERO, _ -> true);

        Optional<TargetException> trouble =
                Visits.troubleOf(() -> visits.visit(over, target -> Visits.applyTo(target, next, NOTHING)), next);

        assertThat(trouble).get().isInstanceOf(Unanswered.class);
        assertThat(visits.accepts(next)).isFalse();
    }

    @Test
    void connects_to_no_address_that_the_session_may_not_reach() {
        var nowhere = new Session("contract", Visits.inSeconds(10), _ -> false);

        Optional<TargetException> trouble = Visits.troubleOf(() -> visits.visit(nowhere, _ -> {}), engine.candidate());

        assertThat(trouble)
                .get()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("ADDRESS"));
    }

    @Test
    void says_so_when_none_of_our_logins_is_accepted() {
        Credential stranger = engine.candidate();
        Logins strangers = () -> List.of(stranger.login());

        Optional<TargetException> trouble = Visits.troubleOf(
                () -> engine.driver()
                        .open(engine.connection(), strangers, Visits.session())
                        .close(),
                stranger);

        assertThat(trouble)
                .get()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN));
    }

    @Test
    void tries_our_logins_in_their_order_until_one_is_accepted() throws Exception {
        Login stranger = engine.candidate().login();
        Login ours = engine.logins().inOrder().getFirst();

        try (Target target =
                engine.driver().open(engine.connection(), () -> List.of(stranger, ours), Visits.session())) {
            assertThat(target.nodes().required()).isNotEmpty();
        }
    }

    /// Loses each exchange of a change in turn, on each path. What is then said is true: a yes at once, silence after
    /// the change is made again.
    private void everywhere(BiConsumer<FaultyPath, Integer> fault, Credential subject, Keep keep, boolean applying)
            throws Exception {
        assumeThat(engine.paths()).as("paths that can fail").isNotEmpty();
        Visits.Work change = applying
                ? target -> Visits.applyTo(target, subject, keep)
                : target -> Visits.retireFrom(target, subject, keep);
        Visits.Work opposite = applying
                ? target -> Visits.retireFrom(target, subject, GONE)
                : target -> Visits.applyTo(target, subject, NOTHING);
        for (FaultyPath path : engine.paths()) {
            int silences = 0;
            boolean struck = true;
            for (int exchange = 1; struck; exchange++) {
                visits.visit(opposite);
                fault.accept(path, exchange);
                Optional<TargetException> trouble = Visits.troubleOf(() -> visits.visit(change), subject);
                struck = path.hasStruck();
                path.heal();
                if (trouble.isPresent()) {
                    assertThat(struck).as("a fault at exchange " + exchange).isTrue();
                    assertThat(trouble).get().isInstanceOf(Unanswered.class);
                    silences++;
                    visits.visit(change);
                }
                assertThat(visits.accepts(subject)).isEqualTo(applying);
            }
            assertThat(silences).as("exchanges whose loss was noticed").isPositive();
        }
    }
}
