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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Histories as a server could tell them, of all lengths from seconds to years.
final class RandomHistory {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Argentina/ComodRivadavia"));
    private static final List<String> NAMES = List.of(
            "app", "billing_a", "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "<&\">", "Äpfel-und-Birnen-Dienst", "a b", "");
    private static final Instant EPOCH = Instant.parse("2024-01-01T00:00:00Z");

    private final RandomGenerator random;
    private final Instant now;
    private final Duration step;
    private final List<SetFacts> sets = new ArrayList<>();
    private final List<RunFacts> runs = new ArrayList<>();

    private RandomHistory(RandomGenerator random) {
        this.random = random;
        this.now = EPOCH.plusMillis(random.nextLong(Duration.ofDays(1_200).toMillis()));
        long longest =
                List.of(20L, 3_600L, 86_400L, 30 * 86_400L, 300 * 86_400L).get(random.nextInt(5));
        this.step = Duration.ofSeconds(1 + random.nextLong(longest));
    }

    static TimelineView view(RandomGenerator random) {
        RandomHistory history = new RandomHistory(random);
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Range range = pick(random, Range.values());
        return TimelineViews.of(history.history(), new TimelineViews.Look("r1", history.now, zone), range);
    }

    private History history() {
        Optional<Duration> grace =
                chance(2) ? Optional.of(some(step.multipliedBy(chance(3) ? 3 : 1))) : Optional.empty();
        boolean inPlace = grace.isEmpty() && chance(4);
        int version = published(1 + random.nextInt(9), grace, inPlace);
        Optional<IntentFacts> intent = candidate(version + 1);
        for (int i = random.nextInt(12); i > 0; i--) {
            runs.add(run());
        }
        runs.sort((one, other) -> other.startedAt().compareTo(one.startedAt()));
        After after = grace.<After>map(After.Grace::new).orElse(inPlace ? new After.AtOnce() : new After.UntilNext());
        return new History(sets, runs, usage(version), intent, health(), schedule(after));
    }

    @SafeVarargs
    private static <T> T pick(RandomGenerator random, T... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private Duration some(Duration atMost) {
        return Duration.ofMillis(1 + random.nextLong(Math.max(1, atMost.toMillis())));
    }

    private String name() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return name.isEmpty() ? "" : name + random.nextInt(1_000);
    }

    /// Newest first, ending with version 1 or later; the number of the newest.
    private int published(int count, Optional<Duration> grace, boolean inPlace) {
        int newest = count + random.nextInt(1_000);
        Instant at = now.minus(some(step));
        Optional<Instant> superseded = Optional.empty();
        for (int i = 0; i < count; i++) {
            boolean adopted = i == count - 1 && chance(4);
            Duration proving = some(Duration.ofSeconds(chance(3) ? 600 : 2));
            Made made = new Made(
                    adopted ? Optional.empty() : Optional.of(at.minus(proving)),
                    Optional.of(at.minus(proving.dividedBy(2))),
                    Optional.of(at));
            sets.add(
                    superseded.isEmpty()
                            ? current(newest, made)
                            : former(newest - i, made, superseded.get(), i, grace, inPlace));
            superseded = Optional.of(at);
            at = at.minus(some(step)).minus(proving);
        }
        return newest;
    }

    private SetFacts current(int version, Made made) {
        boolean refused = chance(6);
        Instant since = made.publishedAt().orElseThrow();
        Course course = new Course(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                refused ? Optional.of(since.plus(some(Duration.between(since, now)))) : Optional.empty());
        return new SetFacts(
                version,
                Optional.of(name()),
                refused ? SetState.REFUSED : SetState.PUBLISHED,
                made,
                course,
                Optional.empty());
    }

    private SetFacts former(
            int version, Made made, Instant superseded, int age, Optional<Duration> grace, boolean inPlace) {
        Optional<String> user = Optional.of(name());
        if (inPlace) {
            Ending ending = ending(superseded.minusMillis(random.nextInt(900)), EndReason.REPLACED_IN_PLACE);
            return new SetFacts(version, user, SetState.ENDED, made, course(superseded, grace), Optional.of(ending));
        }
        Optional<Instant> planned = grace.map(superseded::plus);
        boolean over = planned.filter(end -> !end.isAfter(now)).isPresent();
        if (planned.isEmpty() ? age == 1 : !over || age == 1 && chance(4)) {
            Course course = course(superseded, grace);
            if (over && chance(2)) {
                Course held = new Course(
                        course.supersededAt(),
                        planned,
                        Optional.of(now.plus(some(step)).minus(chance(4) ? step : Duration.ZERO)),
                        Optional.empty());
                return new SetFacts(version, user, SetState.HELD, made, held, Optional.empty());
            }
            return new SetFacts(version, user, SetState.SUPERSEDED, made, course, Optional.empty());
        }
        Instant end = planned.filter(at -> !at.isAfter(now))
                .orElseGet(() -> superseded.plus(some(Duration.between(superseded, now))));
        EndReason reason =
                pick(random, EndReason.GRACE_OVER, EndReason.NEXT_ROTATION, EndReason.FORCED, EndReason.REVOKED);
        return new SetFacts(
                version, user, SetState.ENDED, made, course(superseded, grace), Optional.of(ending(end, reason)));
    }

    private static Course course(Instant superseded, Optional<Duration> grace) {
        return new Course(Optional.of(superseded), grace.map(superseded::plus), Optional.empty(), Optional.empty());
    }

    private Ending ending(Instant at, EndReason reason) {
        return new Ending(
                at,
                Optional.of(reason),
                Optional.of("Mara Klein"),
                chance(3) ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3)));
    }

    private Optional<IntentFacts> candidate(int version) {
        if (chance(12)) {
            return Optional.of(intent(IntentState.REVOKING, now.minus(some(step))));
        }
        if (!chance(3)) {
            return Optional.empty();
        }
        Instant last = sets.getFirst().publishedAt();
        Instant reserved = last.plus(some(Duration.between(last, now)));
        boolean proved = chance(2);
        Made made = new Made(
                Optional.of(reserved),
                proved ? Optional.of(reserved.plus(some(Duration.between(reserved, now)))) : Optional.empty(),
                Optional.empty());
        SetState state =
                List.of(SetState.RESERVED, SetState.BLOCKED, SetState.ABANDONED).get(random.nextInt(3));
        boolean undone = state == SetState.ABANDONED;
        Instant since = reserved.plus(some(Duration.between(reserved, now)));
        Optional<Ending> ending = undone ? Optional.of(ending(since, EndReason.ABANDONED)) : Optional.empty();
        sets.addFirst(new SetFacts(version, Optional.of(name()), state, made, Course.NONE, ending));
        if (undone) {
            return Optional.empty();
        }
        return Optional.of(intent(state == SetState.BLOCKED ? IntentState.BLOCKED : IntentState.STAGED, since));
    }

    private IntentFacts intent(IntentState state, Instant since) {
        boolean running = chance(2);
        return new IntentFacts(
                state,
                since,
                chance(3) ? Optional.empty() : Optional.of("database-" + random.nextInt(10_000) + ":5432"),
                running ? Optional.empty() : Optional.of(now.plus(some(step))),
                running);
    }

    private RunFacts run() {
        Instant start = now.minus(some(step.multipliedBy(6)));
        RunOutcome outcome = pick(random, RunOutcome.values());
        List<StepFacts> steps = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            steps.add(new StepFacts(chance(2) ? "apply" : "verify", "node-" + random.nextInt(30) + ":6379", chance(2)));
        }
        boolean open = outcome == RunOutcome.RUNNING;
        return new RunFacts(start, open ? Optional.empty() : Optional.of(start), outcome, steps);
    }

    private UsageFacts usage(int newest) {
        if (chance(6)) {
            return chance(2) ? new UsageFacts.Withheld() : new UsageFacts.Unknown();
        }
        List<UsageFacts.OfSet> used = new ArrayList<>();
        for (int version = newest; version > newest - 3; version--) {
            List<Use.Client> clients = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                clients.add(new Use.Client(name(), "10.1." + random.nextInt(256) + "." + i, 1 + random.nextInt(20)));
            }
            used.add(new UsageFacts.OfSet(version, clients));
        }
        return new UsageFacts.Seen(used, chance(2));
    }

    private HealthFacts health() {
        HealthStatus status = pick(random, HealthStatus.values());
        Instant checked = now.minus(some(Duration.ofHours(2)));
        List<NodeFacts> nodes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            nodes.add(new NodeFacts("node-" + i + ":6379", status, Optional.of(checked)));
        }
        return new HealthFacts(status, Optional.of(checked), nodes);
    }

    private ScheduleFacts schedule(After after) {
        boolean automatic = !chance(4);
        Instant next = chance(4) ? now.minus(some(step)) : now.plus(some(step));
        return new ScheduleFacts(
                automatic,
                automatic ? Optional.of(next) : Optional.empty(),
                "every so often at 12:29",
                after,
                new NextAccount(name(), chance(3)),
                chance(2) ? Optional.of(now.plus(some(step))) : Optional.empty());
    }
}
