// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.core.target.Answer;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Dialect;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.FakeBeside;
import dev.keyturn.core.target.FakeEngine;
import dev.keyturn.core.target.FakeSession;
import dev.keyturn.core.target.FakeSwap;
import dev.keyturn.core.target.Locking;
import dev.keyturn.core.target.LoginCheck;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.core.target.Wire;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One request from its beginning to its end on a fake engine, with one fault in it. After a death another process goes
/// on, with nothing but the objects and the engine.
final class RotationRun {
    static final AccountName USER = new AccountName("default");
    static final Intent.Pair OLD = new Intent.Pair(USER, Password.of("the-former-one"));
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOKS = Duration.ofSeconds(5);
    private static final int ENOUGH = 200;

    private final Shape shape;
    private final FakeEngine engine;
    private final FakeObjects objects;
    private final Effects effects;
    private final List<FakeSession> sessions = new ArrayList<>();
    private final Set<Password> boot = new LinkedHashSet<>(Set.of(OLD.password()));
    private final Set<Password> drawn = new HashSet<>();
    private Instant now = START;
    private boolean foreign;

    /// @param answers to the first changes of the engine; the others are carried out
    RotationRun(Shape shape, List<Node> nodes, List<Answer> answers, int place, Effects.Fault fault) {
        this.shape = shape;
        boolean beside = shape == Shape.IN_PLACE_OVERLAPPING;
        engine = new FakeEngine(
                beside ? Dialect.ACL : Dialect.ONE_PASSWORD, beside ? Locking.KILLS : Locking.WAITS, nodes);
        engine.nodes()
                .forEach(node ->
                        node.accounts().put(USER, new FakeAccount(List.of(OLD.password()), AccountRules.none())));
        Iterator<Answer> scripted = answers.iterator();
        engine.answering(
                () -> scripted.hasNext() ? scripted.next() : Answer.YES, LoginCheck.HONEST, Refused.Reason.OTHER);
        objects = new FakeObjects(OLD, now);
        effects = new Effects(place, fault, this::watch);
    }

    FakeObjects objects() {
        return objects;
    }

    int effects() {
        return effects.count();
    }

    /// Somebody changes the account as soon as the request has begun.
    void foreignPasswordAfterTheIntent() {
        foreign = true;
    }

    Duration elapsed() {
        return Duration.between(START, now);
    }

    /// Whether the request has come to an end of its own.
    boolean play() {
        for (int visit = 0; visit < ENOUGH && !isOver(); visit++) {
            try {
                visit();
            } catch (Effects.Death death) {
                sessions.forEach(FakeSession::end);
            }
            now = now.plus(LOOKS);
            objects.letRetire();
            if (foreign && objects.intent().isPresent()) {
                engine.foreignWrite(USER, Password.of("a stranger's"));
            }
        }
        return isOver();
    }

    private boolean isOver() {
        return switch (objects.course()) {
            case UNDONE, BLOCKED, RETIRED -> true;
            case PROVED -> shape == Shape.IN_PLACE_REPLACING;
            case PURSUED, GIVEN_UP, UNDOING -> false;
        };
    }

    private void visit() {
        try {
            var derivation = new Derivation(shape, USER, PATIENCE, Duration.ZERO);
            var store = new DerivedStore(FakeObjects.ID, wired(), derivation, next -> intent(next.password()));
            var ports = new RotationPorts(_ -> open(), (set, _) -> candidate(set.nextVersion()), this::boot);
            var rotator = new Rotator(store, _ -> ports, () -> now, RotationListener.silent());
            var _ = rotator.advance(FakeObjects.ID, Deadline.at(now.plusSeconds(30), () -> now));
        } catch (StoreUnavailable silence) {
            // the next visit looks again
        } finally {
            sessions.forEach(FakeSession::end);
        }
    }

    private Optional<Credential> candidate(long version) {
        if (objects.intent().isPresent()) {
            return Optional.empty();
        }
        var password = Password.of("candidate-" + drawn.size());
        drawn.add(password);
        return Optional.of(new Credential(
                USER, Credential.Origin.FOUND, password, version, Salt.of(new byte[Salt.LENGTH]), AccountRules.none()));
    }

    static Intent intent(Password candidate) {
        return new Intent(
                FakeObjects.ID.value(),
                new Intent.Pair(USER, candidate),
                OLD,
                Salt.of(new byte[Salt.LENGTH]),
                Optional.empty(),
                Intent.GENERATED,
                new RotationOptions(Restart.NEVER, Duration.ZERO, Optional.empty()));
    }

    private Target open() {
        FakeSession session = engine.session(wire());
        sessions.add(session);
        return shape == Shape.IN_PLACE_OVERLAPPING
                ? new FakeBeside(session, false)
                : new FakeSwap(session, this::logins, true);
    }

    private List<Credential> logins() {
        List<Credential> known = new ArrayList<>();
        known.add(login(objects.published()));
        objects.intent().ifPresent(intent -> {
            known.add(login(intent.candidate()));
            known.add(login(intent.previous()));
        });
        return known;
    }

    private Wire wire() {
        return (_, _, packet) -> {
            Effects.Now here = effects.before();
            if (here == Effects.Now.LOST) {
                throw new Unanswered("timeout", "nobody answered");
            }
            try {
                packet.arrive();
            } finally {
                effects.after();
            }
            if (here == Effects.Now.ANSWER_LOST) {
                throw new Unanswered("timeout", "the answer was lost");
            }
        };
    }

    private void boot(Set<Credential> all) throws Unanswered {
        if (effects.before() == Effects.Now.LOST) {
            throw new Unanswered("timeout", "the API server did not answer");
        }
        boot.clear();
        all.forEach(credential -> boot.add(credential.password()));
        effects.after();
    }

    private RequestObjects wired() {
        return new RequestObjects() {
            @Override
            public Sight look() {
                return objects.look();
            }

            @Override
            public Intent open(Sight seen, Intent intent) {
                write(() -> objects.open(intent));
                return objects.intent().orElseThrow();
            }

            @Override
            public void publish(Sight seen, Intent intent) {
                write(() -> objects.publish(seen, intent, now));
            }

            @Override
            public void note(Sight seen, Note note) {
                write(() -> objects.note(seen, note));
            }
        };
    }

    private void write(Runnable change) {
        Effects.Now here = effects.before();
        if (here == Effects.Now.LOST) {
            throw new StoreUnavailable("the API server did not answer");
        }
        change.run();
        effects.after();
        if (here == Effects.Now.ANSWER_LOST) {
            throw new StoreUnavailable("the answer of the API server was lost");
        }
    }

    /// Invariants I1, I2 and I3 of the contract, at every instant, and what a node that restarts now would accept.
    private void watch() {
        if (foreign) {
            return;
        }
        Credential published = login(objects.published());
        Credential former = login(OLD);
        boolean publishedWorks = engine.acceptsEverywhere(published);
        for (var node : engine.nodes()) {
            assertThat(node.accepts(published) || node.accepts(former))
                    .as("published or former logs in on %s", node.node().id())
                    .isTrue();
        }
        if (shape == Shape.IN_PLACE_OVERLAPPING) {
            assertThat(publishedWorks)
                    .as("the published pair logs in everywhere")
                    .isTrue();
            assertThat(boot)
                    .as("what a node that starts accepts")
                    .contains(objects.published().password());
            Optional<Password> candidate =
                    objects.intent().map(intent -> intent.candidate().password());
            assertThat(drawn)
                    .as("candidates on the engine")
                    .satisfies(all -> all.stream()
                            .filter(password ->
                                    candidate.filter(password::equals).isEmpty())
                            .forEach(stray -> assertThat(accepted(stray)).isFalse()));
        }
        assertThat(objects.publications()).isLessThanOrEqualTo(1);
    }

    private boolean accepted(Password password) {
        return engine.nodes().stream().anyMatch(node -> node.accepts(login(new Intent.Pair(USER, password))));
    }

    boolean isAcceptedEverywhere(Intent.Pair pair) {
        return engine.acceptsEverywhere(login(pair));
    }

    boolean isAcceptedAnywhere(Intent.Pair pair) {
        return accepted(pair.password());
    }

    Set<Password> boot() {
        return Set.copyOf(boot);
    }

    private static Credential login(Intent.Pair pair) {
        return new Credential(
                pair.user(),
                Credential.Origin.FOUND,
                pair.password(),
                1,
                Salt.of(new byte[Salt.LENGTH]),
                AccountRules.none());
    }

    /// For messages.
    Rotation derived() {
        return new Derivation(shape, USER, PATIENCE, Duration.ZERO).rotation(objects.look());
    }
}
