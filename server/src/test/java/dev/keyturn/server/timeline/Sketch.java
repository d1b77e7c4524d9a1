// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.After;
import dev.keyturn.server.timeline.History.Course;
import dev.keyturn.server.timeline.History.EndReason;
import dev.keyturn.server.timeline.History.Ending;
import dev.keyturn.server.timeline.History.HealthFacts;
import dev.keyturn.server.timeline.History.HealthStatus;
import dev.keyturn.server.timeline.History.IntentFacts;
import dev.keyturn.server.timeline.History.IntentState;
import dev.keyturn.server.timeline.History.Made;
import dev.keyturn.server.timeline.History.NextAccount;
import dev.keyturn.server.timeline.History.NodeFacts;
import dev.keyturn.server.timeline.History.RunFacts;
import dev.keyturn.server.timeline.History.RunOutcome;
import dev.keyturn.server.timeline.History.ScheduleFacts;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.History.StepFacts;
import dev.keyturn.server.timeline.History.UsageFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A history in a few lines. Times are Berlin's; sets and runs come newest first.
final class Sketch {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final List<SetFacts> sets = new ArrayList<>();
    private final List<RunFacts> runs = new ArrayList<>();
    private final List<UsageFacts.OfSet> clients = new ArrayList<>();
    private UsageFacts usage = new UsageFacts.Seen(List.of(), true);
    private boolean complete = true;
    private Optional<IntentFacts> intent = Optional.empty();
    private HealthFacts health = new HealthFacts(HealthStatus.UNKNOWN, Optional.empty(), List.of());
    private ScheduleFacts schedule =
            new ScheduleFacts(false, Optional.empty(), "", new After.UntilNext(), NextAccount.FRESH, Optional.empty());

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static Made made(Instant published) {
        return new Made(
                Optional.of(published.minusMillis(90)), Optional.of(published.minusMillis(20)), Optional.of(published));
    }

    private static Course course(Optional<Instant> superseded, Optional<Instant> planned, Optional<Instant> hold) {
        return new Course(superseded, planned, hold, Optional.empty());
    }

    private Sketch set(int version, String user, SetState state, Made made, Course course, Optional<Ending> ending) {
        sets.add(new SetFacts(version, Optional.of(user), state, made, course, ending));
        return this;
    }

    Sketch published(int version, String user, String at) {
        return set(version, user, SetState.PUBLISHED, made(at(at)), Course.NONE, Optional.empty());
    }

    Sketch adopted(String user, String at) {
        Made made = new Made(Optional.empty(), Optional.of(at(at).minusMillis(20)), Optional.of(at(at)));
        return set(1, user, SetState.PUBLISHED, made, Course.NONE, Optional.empty());
    }

    Sketch refused(int version, String user, String at, String since) {
        Course course = new Course(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(at(since)));
        return set(version, user, SetState.REFUSED, made(at(at)), course, Optional.empty());
    }

    Sketch old(int version, String user, String at, String superseded, Optional<Duration> grace) {
        Instant since = at(superseded);
        Course course = course(Optional.of(since), grace.map(since::plus), Optional.empty());
        return set(version, user, SetState.SUPERSEDED, made(at(at)), course, Optional.empty());
    }

    Sketch held(int version, String user, String at, String superseded, Duration grace, Duration hold) {
        Instant since = at(superseded);
        Instant end = since.plus(grace);
        Course course = course(Optional.of(since), Optional.of(end), Optional.of(end.plus(hold)));
        return set(version, user, SetState.HELD, made(at(at)), course, Optional.empty());
    }

    Sketch ended(int version, String user, String at, String superseded, String end, EndReason reason, int cut) {
        Ending ending = new Ending(at(end), Optional.of(reason), Optional.of("Mara Klein"), OptionalInt.of(cut));
        boolean grace = reason == EndReason.GRACE_OVER;
        Course course =
                course(Optional.of(at(superseded)), grace ? Optional.of(at(end)) : Optional.empty(), Optional.empty());
        return set(version, user, SetState.ENDED, made(at(at)), course, Optional.of(ending));
    }

    Sketch replaced(int version, String user, String at, String superseded, Duration gap) {
        Instant end = at(superseded).minus(gap);
        Ending ending =
                new Ending(end, Optional.of(EndReason.REPLACED_IN_PLACE), Optional.empty(), OptionalInt.empty());
        Course course = course(Optional.of(at(superseded)), Optional.empty(), Optional.empty());
        return set(version, user, SetState.ENDED, made(at(at)), course, Optional.of(ending));
    }

    Sketch candidate(int version, String user, SetState state, String reserved) {
        Made made = new Made(Optional.of(at(reserved)), Optional.empty(), Optional.empty());
        return set(version, user, state, made, Course.NONE, Optional.empty());
    }

    Sketch undone(int version, String user, String reserved, String end) {
        Made made = new Made(Optional.of(at(reserved)), Optional.empty(), Optional.empty());
        Ending ending = new Ending(at(end), Optional.of(EndReason.ABANDONED), Optional.empty(), OptionalInt.empty());
        return set(version, user, SetState.ABANDONED, made, Course.NONE, Optional.of(ending));
    }

    Sketch ok(String at) {
        runs.add(new RunFacts(at(at), Optional.of(at(at)), RunOutcome.SUCCESS, List.of()));
        return this;
    }

    Sketch failed(String at, String step, String node) {
        List<StepFacts> steps = List.of(
                new StepFacts("apply", "cache-1:6379", true),
                new StepFacts("apply", "cache-2:6379", true),
                new StepFacts(step, node, false));
        runs.add(new RunFacts(at(at).minusSeconds(10), Optional.of(at(at)), RunOutcome.FAILED, steps));
        return this;
    }

    Sketch running(String at, List<StepFacts> steps) {
        runs.add(new RunFacts(at(at), Optional.empty(), RunOutcome.RUNNING, steps));
        return this;
    }

    Sketch used(int version, String name, String address, int sessions) {
        List<Use.Client> all = new ArrayList<>(clients.stream()
                .filter(of -> of.version() == version)
                .flatMap(of -> of.clients().stream())
                .toList());
        all.add(new Use.Client(name, address, sessions));
        clients.removeIf(of -> of.version() == version);
        clients.add(new UsageFacts.OfSet(version, all));
        return this;
    }

    Sketch unused(int version) {
        clients.add(new UsageFacts.OfSet(version, List.of()));
        return this;
    }

    Sketch incomplete() {
        complete = false;
        return this;
    }

    Sketch usage(UsageFacts facts) {
        usage = facts;
        return this;
    }

    Sketch intent(IntentState state, String since, Optional<String> node, Optional<String> nextTry) {
        boolean running = nextTry.isEmpty() && state == IntentState.STAGED;
        intent = Optional.of(new IntentFacts(state, at(since), node, nextTry.map(Sketch::at), running));
        return this;
    }

    Sketch logsIn(String checked, String... nodes) {
        return health(HealthStatus.OK, checked, checked, nodes);
    }

    Sketch health(HealthStatus status, String checked, String lastOk, String... nodes) {
        List<NodeFacts> of = List.of(nodes).stream()
                .map(node -> new NodeFacts(node, status, Optional.of(at(lastOk))))
                .toList();
        health = new HealthFacts(status, Optional.of(at(checked)), of);
        return this;
    }

    Sketch every(String rule, String next, After after, NextAccount account) {
        schedule = new ScheduleFacts(true, Optional.of(at(next)), rule, after, account, Optional.empty());
        return this;
    }

    Sketch off(After after, String reminder) {
        schedule = new ScheduleFacts(false, Optional.empty(), "", after, NextAccount.FRESH, Optional.of(at(reminder)));
        return this;
    }

    History history() {
        UsageFacts seen =
                usage instanceof UsageFacts.Seen ? new UsageFacts.Seen(List.copyOf(clients), complete) : usage;
        return new History(sets, runs, seen, intent, health, schedule);
    }

    TimelineView seen(String now, Range range) {
        return TimelineViews.of(history(), new TimelineViews.Look("t", at(now), BERLIN), range);
    }

    TimelineView seen(String now) {
        return TimelineViews.of(history(), new TimelineViews.Look("t", at(now), BERLIN));
    }
}
