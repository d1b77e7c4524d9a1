// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.enumeration.Violation.Harm;
import dev.keyturn.core.rotation.InMemoryRotationStore;
import dev.keyturn.core.rotation.Outcome;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.core.target.Ability;
import dev.keyturn.core.target.Answer;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plays one case to its end.
final class Run {
    static final RotationId ID = new RotationId("rotation");
    static final Duration PATIENCE_OF_CALLERS = Duration.ofSeconds(20);

    private static final int TOO_MANY_TURNS = 200;

    private final Case script;
    private final Mutant mutant;
    private final VirtualClock clock = new VirtualClock();
    private final FakeEngine engine;
    private final InMemoryRotationStore store;
    private final Invariants invariants;
    private final Candidates candidates;
    private final List<String> trace = new ArrayList<>();
    private final Watch watch;
    private Set<Credential> boot = new LinkedHashSet<>();
    private Worker worker;
    private Worker newest;
    private final Worker first;
    private String asked = "";
    private Optional<Credential> intent = Optional.empty();
    private Promise promise = Promise.none();
    private int effects;
    private int answers;
    private boolean happened;
    private boolean foreignWrote;
    private boolean blocked;
    private boolean refusedToCaller;
    private Duration stalled = Duration.ZERO;
    private Place place = new Place(0, Optional.empty(), 0);

    /// Where it is in what is asked of it.
    ///
    /// @param until until when it is left to itself; empty while an act is done
    private record Place(int act, Optional<Instant> until, int turns) {}

    Run(Case script, Mutant mutant, Watch watch) {
        this.script = script;
        this.mutant = mutant;
        this.watch = watch;
        World world = script.world();
        this.engine = Worlds.engineOf(world);
        this.engine.answering(this::answer, script.logins(), world.engine().refusal());
        this.store = new InMemoryRotationStore(() -> clock.instant().plus(stalled));
        this.candidates = new Candidates(this);
        Worlds.begin(world, store, clock.instant());
        boot.addAll(world.start().live());
        this.invariants = new Invariants(this);
        this.worker = new Worker(this);
        this.newest = worker;
        this.first = worker;
    }

    /// Plays to the end.
    ///
    /// @throws Violation if an invariant does not hold
    void play() {
        for (Act act : script.world().acts()) {
            place = new Place(place.act() + 1, Optional.empty(), 0);
            boolean died = perform(act);
            if (!(died && world().is(World.Trait.IMPATIENT))) {
                settle(act.patience());
            }
        }
        settle(Duration.ofDays(1));
        new Ending(this).check();
    }

    /// What stands at the end, or stood when it was left.
    private boolean perform(Act act) {
        newest = worker;
        try {
            act.doing().by(worker, this).ifPresent(this::answered);
            return false;
        } catch (Crash died) {
            leaseRunsOut();
            worker = new Worker(this);
            newest = worker;
            return true;
        } catch (StoreUnavailable silence) {
            return true;
        }
    }

    private void answered(Outcome outcome) {
        refusedToCaller |= outcome instanceof Outcome.NotIssued;
        if (outcome instanceof Outcome.Taken) {
            clock.pass(Duration.ofSeconds(10));
        }
    }

    private void settle(Duration patience) {
        Instant until = clock.instant().plus(patience);
        for (int turns = 0; turns < TOO_MANY_TURNS; turns++) {
            place = new Place(place.act(), Optional.of(until), turns);
            Optional<Rotation> row = store.look(ID);
            if (row.isEmpty() || isSettled(row.orElseThrow(), until)) {
                return;
            }
            Rotation rotation = row.orElseThrow();
            if (rotation.state() instanceof Blocked) {
                decide();
            } else if (rotation.state() instanceof Revoking && rotation.wakeAt().isAfter(until)) {
                perform(Acts.LEAVE);
            } else if (rotation.wakeAt().isAfter(until)) {
                return;
            } else {
                clock.passUntil(rotation.wakeAt());
                perform(Acts.ADVANCE);
            }
        }
        throw new Violation(
                Harm.LOST,
                "does not come to rest: " + WiredStore.nameOf(store.look(ID).orElseThrow()));
    }

    private boolean isSettled(Rotation rotation, Instant until) {
        return rotation.state() instanceof Settled
                && rotation.attempt().isEmpty()
                && rotation.wakeAt().isAfter(until);
    }

    private void decide() {
        if (!world().is(World.Trait.FOREIGN_WRITER)) {
            throw new Violation(Harm.LOST, "blocked without a foreign writer");
        }
        blocked = true;
        perform(Worlds.decision(world()));
    }

    Answer answer() {
        Answer answer = answers < script.script().size() ? script.script().get(answers) : Answer.YES;
        answers++;
        if (answer != Answer.YES) {
            trace.add(asked + " " + answer);
        }
        return answer;
    }

    /// An effect is about to happen.
    void before(String effect, Worker by) {
        effects++;
        watch.see(this, Fault.When.BEFORE, effect);
        if (effects != script.fault().at()) {
            return;
        }
        switch (script.fault().kind()) {
            case DIES_BEFORE -> dies(by, effect);
            case STORE_REFUSES -> storeFails(effect);
            case TAKEN_OVER -> takenOver(effect);
            case NODE_RESTARTS -> restarts(effect);
            case NONE, DIES_AFTER, STORE_FORGETS_TO_ANSWER -> {}
        }
    }

    /// A packet is about to be answered.
    void asks(String verb) {
        asked = verb;
    }

    /// An effect has happened.
    void after(String effect, Worker by) {
        trace.add(effect);
        foreign(effect);
        invariants.check(effect);
        watch.see(this, Fault.When.AFTER, effect);
        if (happened || effects != script.fault().at()) {
            return;
        }
        switch (script.fault().kind()) {
            case DIES_AFTER -> dies(by, effect);
            case STORE_FORGETS_TO_ANSWER -> storeFails(effect);
            case NONE, DIES_BEFORE, STORE_REFUSES, TAKEN_OVER, NODE_RESTARTS -> {}
        }
    }

    private void dies(Worker by, String effect) {
        happens(effect);
        by.die();
    }

    private void storeFails(String effect) {
        if (Effects.isOfStore(effect)) {
            happens(effect);
            throw new StoreUnavailable("the store did not confirm");
        }
    }

    /// All that decides how it goes on if its process dies now: everything that outlives a process, and what the
    /// invariants remember. Empty while a statement is under way, for what it will do cannot be compared.
    Optional<List<Object>> durable() {
        return engine.isQuiet()
                ? Optional.of(List.of(
                        place,
                        clock.instant(),
                        stalled,
                        Set.copyOf(boot),
                        intent,
                        promise,
                        foreignWrote,
                        refusedToCaller,
                        trace.contains("begin"),
                        candidates.drawn(),
                        invariants.remembered(),
                        engine.durable(),
                        store.durable(ID)))
                : Optional.empty();
    }

    /// The worker stalls, without knowing; its lease runs out on the store's clock, and another takes two turns.
    private void takenOver(String effect) {
        happens(effect);
        leaseRunsOut();
        var other = new Worker(this);
        newest = other;
        for (int turns = 0; turns < 2; turns++) {
            store.look(ID)
                    .ifPresent(row -> clock.passUntil(row.wakeAt().isAfter(later()) ? clock.instant() : row.wakeAt()));
            other.rotator().advance(ID, budget());
        }
    }

    private void leaseRunsOut() {
        stalled = stalled.plus(Rotator.LEASE).plusSeconds(1);
    }

    private Instant later() {
        return clock.instant().plus(Duration.ofMinutes(2));
    }

    private void restarts(String effect) {
        happens(effect);
        engine.restart(0, boot);
    }

    private void happens(String effect) {
        happened = true;
        trace.add(script.fault().kind() + " " + effect);
    }

    private void foreign(String effect) {
        if (effect.equals("apply") && world().is(Ability.HAS_HOSTS)) {
            engine.foreignHost("10.%");
        }
        if (effect.equals("apply") && !foreignWrote && world().is(World.Trait.FOREIGN_WRITER)) {
            foreignWrites(world().start().published().orElseThrow().account(), Worlds.FOREIGN);
        }
    }

    void foreignWrites(AccountName account, Password password) {
        foreignWrote = true;
        engine.foreignWrite(account, password);
        invariants.rebase();
    }

    Deadline budget() {
        return Deadline.at(clock.instant().plus(PATIENCE_OF_CALLERS), clock);
    }

    Instant patience() {
        return clock.instant().plus(PATIENCE_OF_CALLERS);
    }

    /// Who a swapping shell is at its target: published, else candidate, else previous.
    List<Credential> logins() {
        return store.look(ID).map(row -> row.state().accepted()).orElse(List.of());
    }

    /// The next run does not end `used` before its hold is over.
    void promise(Credential used) {
        promise = new Promise(
                Optional.of(used), clock.instant().plus(world().terms().hold()));
    }

    /// Whether somebody who is logged in with `used` was promised that it stays.
    boolean isPromised(Credential used) {
        return promise.holds(used, clock.instant());
    }

    /// Whether this is the worker that began.
    boolean isFirst(Worker one) {
        return one == first;
    }

    /// An intent is about to be saved; a request has one for ever.
    void intends(Credential next) {
        boolean other = intent.filter(one -> !one.equals(next)).isPresent();
        if (other && world().is(World.Trait.ONE_CANDIDATE)) {
            throw new Violation(Harm.LOST, "I4: a second intent for one request");
        }
        intent = Optional.of(next);
    }

    /// A password of a source that does not count.
    Credential draw(CredentialSet set) {
        return candidates.draw(set);
    }

    /// Whether another worker holds the row by now.
    boolean isTakenOver(Worker one) {
        return one != newest;
    }

    void boots(Set<Credential> all) {
        boot = new LinkedHashSet<>(all);
    }

    Set<Credential> boot() {
        return boot;
    }

    World world() {
        return script.world();
    }

    Mutant mutant() {
        return mutant;
    }

    VirtualClock clock() {
        return clock;
    }

    FakeEngine engine() {
        return engine;
    }

    InMemoryRotationStore store() {
        return store;
    }

    CandidateSource candidates() {
        return candidates;
    }

    /// Whether the caller of a first issue heard "no".
    boolean wasRefusedToCaller() {
        return refusedToCaller;
    }

    boolean wasForeign() {
        return foreignWrote;
    }

    boolean wasBlocked() {
        return blocked;
    }

    /// Whether what the case tells of came to pass.
    boolean wentAsPlanned() {
        return happened || script.fault().kind() == Fault.Kind.NONE;
    }

    /// How many effects there were.
    int effects() {
        return effects;
    }

    /// How many changes were answered.
    int answered() {
        return answers;
    }

    List<String> trace() {
        return trace;
    }
}
