// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Refused.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What [TargetContract] does at an engine, each time on a visit of its own, as the Rotator does: open, lock, work,
/// leave.
record Visits(EngineUnderTest engine) {

    private static final InstantSource CLOCK = InstantSource.system();

    /// What is done on a visit.
    @FunctionalInterface
    interface Work {
        void on(Beside target) throws Refused, Unanswered;
    }

    /// Something that a target may refuse or leave unanswered.
    @FunctionalInterface
    interface Attempted {
        void run() throws Refused, Unanswered;
    }

    void apply(Credential next) throws Refused, Unanswered {
        visit(target -> applyTo(target, next, new Keep.Shut()));
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        visit(target -> retireFrom(target, gone, keep));
    }

    void visit(Work work) throws Refused, Unanswered {
        visit(session(), work);
    }

    void visit(Session session, Work work) throws Refused, Unanswered {
        try (Beside target = open(session);
                TargetLock _ = target.lock()) {
            work.on(target);
        }
    }

    Beside open(Session session) throws Refused, Unanswered {
        return (Beside) engine.driver().open(engine.connection(), engine.logins(), session);
    }

    /// Whether every required node accepts the credential; fails if they do not agree, or say anything but yes or wrong
    /// password.
    boolean accepts(Credential credential) throws Refused, Unanswered {
        try (Target target = open(session())) {
            List<Boolean> answers = target.nodes().required().stream()
                    .map(node -> accepts(target, node, credential))
                    .distinct()
                    .toList();
            assertThat(answers).as("nodes agree").hasSize(1);
            return answers.getFirst();
        }
    }

    void verifyEverywhere(Credential credential) throws Refused, Unanswered {
        try (Target target = open(session())) {
            for (Node node : target.nodes().required()) {
                target.verify(node, credential);
            }
        }
    }

    /// What went wrong, if something did; its text, with all causes, must not hold the password.
    static Optional<TargetException> troubleOf(Attempted attempted, Credential credential) {
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

    static Session session() {
        return new Session("contract", inSeconds(20), _ -> true);
    }

    static Deadline inSeconds(int seconds) {
        return Deadline.at(CLOCK.instant().plusSeconds(seconds), CLOCK);
    }

    static Credential withPassword(Credential like, String password) {
        return new Credential(
                like.account(), like.origin(), Password.of(password), like.version() + 1, like.salt(), like.rules());
    }

    static void applyTo(Beside target, Credential next, Keep keep) throws Refused, Unanswered {
        for (Node node : target.nodes().writers()) {
            target.apply(node, next, keep);
        }
    }

    static void retireFrom(Beside target, Credential gone, Keep keep) throws Refused, Unanswered {
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
}
