// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.EngineUnderTest.FaultyPath;
import dev.keyturn.core.target.Refused.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
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

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Keep NOTHING = new Keep.Shut();
    private static final Keep GONE = new Keep.Gone();

    private final EngineUnderTest engine;

    protected TargetContract(EngineUnderTest engine) {
        this.engine = engine;
    }

    /// What is done on a visit.
    @FunctionalInterface
    protected interface Work {
        void on(Beside target) throws Refused, Unanswered;
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
        try (Target target = open(session())) {
            assertThat(target.nodes().writers()).isNotEmpty();
        }
    }

    @Test
    void accepts_a_candidate_on_every_node_once_it_is_applied() throws Exception {
        Credential next = engine.candidate();

        apply(next);

        assertThat(accepts(next)).isTrue();
    }

    @Test
    void refuses_a_candidate_that_was_never_applied() throws Exception {
        assertThat(accepts(engine.candidate())).isFalse();
    }

    @Test
    void changes_nothing_when_a_candidate_is_applied_twice() throws Exception {
        Credential next = engine.candidate();
        apply(next);

        apply(next);

        assertThat(accepts(next)).isTrue();
    }

    @Test
    void refuses_a_wrong_password_of_an_account_that_exists() throws Exception {
        Credential next = engine.candidate();
        apply(next);

        assertThat(accepts(withPassword(next, "certainly-another-password"))).isFalse();
        assertThat(accepts(next)).isTrue();
    }

    @Test
    void refuses_a_retired_credential_on_every_node() throws Exception {
        Credential gone = engine.candidate();
        apply(gone);

        retire(gone, GONE);

        assertThat(accepts(gone)).isFalse();
    }

    @Test
    void retires_twice_without_an_error() throws Exception {
        Credential gone = engine.candidate();
        apply(gone);
        retire(gone, GONE);

        assertThatNoException().isThrownBy(() -> retire(gone, GONE));
    }

    @Test
    void retires_without_an_error_what_was_never_applied() throws Exception {
        Credential never = engine.candidate();

        retire(never, GONE);
        retire(never, NOTHING);

        assertThat(accepts(never)).isFalse();
    }

    @Test
    void shuts_an_account_that_stays() throws Exception {
        Credential shut = engine.candidate();
        apply(shut);

        retire(shut, NOTHING);

        assertThat(accepts(shut)).isFalse();
    }

    @Test
    void applies_again_after_a_retirement() throws Exception {
        Credential next = engine.candidate();
        apply(next);
        retire(next, NOTHING);

        apply(next);

        assertThat(accepts(next)).isTrue();
    }

    @Test
    void leaves_other_accounts_alone() throws Exception {
        Credential gone = engine.candidate();
        Credential other = engine.candidate();
        apply(gone);
        apply(other);

        retire(gone, GONE);

        assertThat(accepts(other)).isTrue();
    }

    @Test
    void keeps_the_old_password_beside_the_new_one_until_it_is_retired() throws Exception {
        assumeThat(engine.keepsTwoPasswords())
                .as("two passwords of one account")
                .isTrue();
        Credential old = engine.candidate();
        Credential next = withPassword(old, "the-new-password-of-24-ch");
        apply(old);

        visit(target -> applyTo(target, next, new Keep.Only(old)));
        boolean both = accepts(old) && accepts(next);
        retire(old, new Keep.Only(next));
        retire(old, new Keep.Only(next));

        assertThat(both).isTrue();
        assertThat(accepts(old)).isFalse();
        assertThat(accepts(next)).isTrue();
    }

    @Test
    void keeps_what_was_applied_and_what_was_retired_over_a_restart_of_every_node() throws Exception {
        assumeThat(engine.restart()).as("an engine that may be restarted").isPresent();
        Credential kept = engine.candidate();
        Credential gone = engine.candidate();
        apply(kept);
        apply(gone);
        retire(gone, GONE);

        engine.restart().orElseThrow().run();

        assertThat(accepts(kept)).isTrue();
        assertThat(accepts(gone)).isFalse();
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
        apply(next);
        for (FaultyPath path : engine.paths()) {
            int silences = 0;
            boolean struck = true;
            for (int exchange = 1; struck; exchange++) {
                path.loseReply(exchange);
                Optional<TargetException> trouble = troubleOf(() -> verifyEverywhere(next), next);
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
                var _ = troubleOf(() -> apply(late), late);
                struck = path.hasStruck();
                path.heal();

                visit(target -> retireFrom(target, late, GONE));
                path.release();

                assertThat(accepts(late))
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
                troubleOf(() -> visit(over, target -> applyTo(target, next, NOTHING)), next);

        assertThat(trouble).get().isInstanceOf(Unanswered.class);
        assertThat(accepts(next)).isFalse();
    }

    @Test
    void connects_to_no_address_that_the_session_may_not_reach() {
        var nowhere = new Session("contract", inSeconds(10), _ -> false);

        Optional<TargetException> trouble = troubleOf(() -> visit(nowhere, _ -> {}), engine.candidate());

        assertThat(trouble)
                .get()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("ADDRESS"));
    }

    @Test
    void says_so_when_none_of_our_logins_is_accepted() {
        Credential stranger = engine.candidate();
        Logins strangers = () -> List.of(stranger.login());

        Optional<TargetException> trouble = troubleOf(
                () -> engine.driver()
                        .open(engine.connection(), strangers, session())
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

        try (Target target = engine.driver().open(engine.connection(), () -> List.of(stranger, ours), session())) {
            assertThat(target.nodes().required()).isNotEmpty();
        }
    }

    protected final void apply(Credential next) throws Refused, Unanswered {
        visit(target -> applyTo(target, next, NOTHING));
    }

    protected final void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        visit(target -> retireFrom(target, gone, keep));
    }

    protected final void visit(Work work) throws Refused, Unanswered {
        visit(session(), work);
    }

    /// Whether every required node accepts the credential; fails if they do not agree, or say anything but yes or wrong
    /// password.
    protected final boolean accepts(Credential credential) throws Refused, Unanswered {
        try (Target target = open(session())) {
            List<Boolean> answers = target.nodes().required().stream()
                    .map(node -> accepts(target, node, credential))
                    .distinct()
                    .toList();
            assertThat(answers).as("nodes agree").hasSize(1);
            return answers.getFirst();
        }
    }

    protected final Session session() {
        return new Session("contract", inSeconds(20), _ -> true);
    }

    protected static Credential withPassword(Credential like, String password) {
        return new Credential(
                like.account(), like.origin(), Password.of(password), like.version() + 1, like.salt(), like.rules());
    }

    /// What went wrong, if something did; its text, with all causes, must not hold the password.
    protected static Optional<TargetException> troubleOf(Attempted attempted, Credential credential) {
        try {
            attempted.run();
            return Optional.empty();
        } catch (Refused | Unanswered trouble) {
            var text = new StringWriter();
            trouble.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain(credential.password().reveal());
            return Optional.of(trouble);
        }
    }

    /// Something that a target may refuse or leave unanswered.
    @FunctionalInterface
    protected interface Attempted {
        void run() throws Refused, Unanswered;
    }

    /// Loses each exchange of a change in turn, on each path. What is then said is true: a yes at once, silence after
    /// the
    /// change is made again.
    private void everywhere(BiConsumer<FaultyPath, Integer> fault, Credential subject, Keep keep, boolean applying)
            throws Exception {
        assumeThat(engine.paths()).as("paths that can fail").isNotEmpty();
        Work change = applying ? target -> applyTo(target, subject, keep) : target -> retireFrom(target, subject, keep);
        Work opposite =
                applying ? target -> retireFrom(target, subject, GONE) : target -> applyTo(target, subject, NOTHING);
        for (FaultyPath path : engine.paths()) {
            int silences = 0;
            boolean struck = true;
            for (int exchange = 1; struck; exchange++) {
                visit(opposite);
                fault.accept(path, exchange);
                Optional<TargetException> trouble = troubleOf(() -> visit(change), subject);
                struck = path.hasStruck();
                path.heal();
                if (trouble.isPresent()) {
                    assertThat(struck).as("a fault at exchange " + exchange).isTrue();
                    assertThat(trouble).get().isInstanceOf(Unanswered.class);
                    silences++;
                    visit(change);
                }
                assertThat(accepts(subject)).isEqualTo(applying);
            }
            assertThat(silences).as("exchanges whose loss was noticed").isGreaterThan(2);
        }
    }

    private void visit(Session session, Work work) throws Refused, Unanswered {
        try (Beside target = open(session);
                TargetLock _ = target.lock()) {
            work.on(target);
        }
    }

    private Beside open(Session session) throws Refused, Unanswered {
        return (Beside) engine.driver().open(engine.connection(), engine.logins(), session);
    }

    private void verifyEverywhere(Credential credential) throws Refused, Unanswered {
        try (Target target = open(session())) {
            for (Node node : target.nodes().required()) {
                target.verify(node, credential);
            }
        }
    }

    private static void applyTo(Beside target, Credential next, Keep keep) throws Refused, Unanswered {
        for (Node node : target.nodes().writers()) {
            target.apply(node, next, keep);
        }
    }

    private static void retireFrom(Beside target, Credential gone, Keep keep) throws Refused, Unanswered {
        for (Node node : target.nodes().writers()) {
            target.retire(node, gone, keep);
        }
    }

    private static boolean accepts(Target target, Node node, Credential credential) {
        Optional<TargetException> trouble = troubleOf(() -> target.verify(node, credential), credential);
        trouble.ifPresent(no -> assertThat(no)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.WRONG_PASSWORD)));
        return trouble.isEmpty();
    }

    private static Deadline inSeconds(int seconds) {
        return Deadline.at(CLOCK.instant().plusSeconds(seconds), CLOCK);
    }
}
