// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static dev.keyturn.core.target.FakeEngine.standby;
import static dev.keyturn.core.target.FakeEngine.writer;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.enumeration.World.Engine;
import dev.keyturn.core.enumeration.World.Trait;
import dev.keyturn.core.rotation.InMemoryRotationStore;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Resolution;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.core.target.Ability;
import dev.keyturn.core.target.Dialect;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.FakeEngine;
import dev.keyturn.core.target.Locking;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The worlds that are enumerated.
final class Worlds {
    static final AccountName BYSTANDER = new AccountName("bystander");
    static final Password FOREIGN = Password.of("foreign");
    static final Salt SALT = new Salt("00112233445566778899aabbccddeeff");
    static final AccountRules RULES = AccountRules.scoped(List.of("~*", "+@read"));

    private static final AccountName A = new AccountName("app_a");
    private static final AccountName B = new AccountName("app_b");
    private static final AccountRules AT_HOSTS =
            new AccountRules(RULES.scope(), Optional.empty(), List.of("%"), Optional.empty(), false);

    private static final DailySchedule MONTHLY = new DailySchedule(30, LocalTime.of(11, 0));
    private static final Terms BY_HAND = new Terms(MONTHLY, false, Optional.empty(), Duration.ZERO, false);
    private static final Terms SCHEDULED = new Terms(MONTHLY, true, Optional.empty(), Duration.ZERO, false);
    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final Terms HELD = new Terms(MONTHLY, false, Optional.of(Duration.ofHours(1)), HOLD, true);
    private static final Terms POSTPONED = new Terms(MONTHLY, true, Optional.empty(), HOLD, true);
    private static final Terms WITH_GRACE = graceOf(Duration.ofHours(1));

    private static final Engine REDIS = engine(Dialect.ACL, Locking.KILLS, Reason.NOT_PERMITTED, writer(1));
    private static final Engine REDIS_CLUSTER =
            engine(Dialect.ACL, Locking.KILLS, Reason.NOT_PERMITTED, writer(1), writer(2));

    private Worlds() {}

    /// What a person decides in a world in which he has to.
    static Act decision(World world) {
        return switch (world.name()) {
            case "foreign writer, retried" -> Acts.resolve(new Resolution.Retry());
            case "foreign writer, discarded" -> Acts.resolve(new Resolution.Discard());
            case "foreign writer, adopted" -> Acts.resolve(new Resolution.Adopt(FOREIGN, SALT));
            default -> throw new IllegalStateException("nobody decides in " + world);
        };
    }

    static List<World> all() {
        return Stream.of(byShape(), byEvent(), byRule(), byAdoption(), byUse())
                .flatMap(List::stream)
                .toList();
    }

    /// The worlds that differ by shape.
    static List<World> byShape() {
        return List.of(
                pair("pair on 1 node", writer(1)),
                pair("pair on 2 nodes", writer(1), writer(2)),
                inPlace("two passwords on 2 nodes", Shape.IN_PLACE_OVERLAPPING, Dialect.PASSWORD_LIST, 2),
                inPlace("retained password", Shape.IN_PLACE_OVERLAPPING, Dialect.RETAINED, 1),
                inPlace("one password", Shape.IN_PLACE_REPLACING, Dialect.ONE_PASSWORD, 1)
                        .with(Trait.LOCKS_OUT),
                fresh("fresh user on 1 node", REDIS).with(Trait.OWNS_BOOT),
                fresh("fresh user on 2 nodes", REDIS_CLUSTER));
    }

    /// The worlds that differ by what happens.
    static List<World> byEvent() {
        World one = inPlace("one password", Shape.IN_PLACE_REPLACING, Dialect.ONE_PASSWORD, 1);
        World two = inPlace("one password", Shape.IN_PLACE_REPLACING, Dialect.ONE_PASSWORD, 2);
        World foreign = one.with(Trait.LOCKS_OUT).with(Trait.FOREIGN_WRITER);
        return List.of(
                firstIssueOfPair(),
                firstIssueOfFresh(REDIS_CLUSTER),
                pair("delete with revoke", writer(1))
                        .asked(Acts.ROTATE, Acts.LEAVE)
                        .with(Trait.IMPATIENT),
                fresh("grace set, changed and taken away", REDIS)
                        .asked(
                                Acts.ROTATE,
                                Acts.patch(graceOf(Duration.ofHours(3))),
                                Acts.patch(graceOf(Duration.ofHours(2))),
                                Acts.patch(BY_HAND),
                                Acts.patch(WITH_GRACE)),
                one.named("swap with hold").with(Trait.SWAPS),
                two.named("publish, then alter").with(Trait.SWAPS).with(Trait.ONE_CANDIDATE),
                foreign.named("foreign writer, retried"),
                foreign.named("foreign writer, discarded"),
                foreign.named("foreign writer, adopted"));
    }

    /// Worlds that were added for a rule of their own.
    static List<World> byRule() {
        World pair = pair("pair", writer(1));
        World fresh = fresh("fresh", REDIS_CLUSTER);
        Act rotatedAtOnce = Acts.ROTATE.thenWaiting(Duration.ofMinutes(1));
        return List.of(
                fresh.named("delete of a fresh user").asked(Acts.LEAVE).with(Trait.OWNS_BOOT),
                fresh.named("grace set while an intent is open")
                        .asked(Acts.ROTATE, Acts.patch(WITH_GRACE), Acts.ROTATE, Acts.ROTATE_NOW)
                        .with(Trait.IMPATIENT),
                pair.named("drift while the previous set waits")
                        .under(WITH_GRACE)
                        .asked(Acts.ROTATE.thenWaiting(Duration.ofMinutes(10)), Acts.DRIFT, Acts.MEND),
                pair.named("scheduled").under(SCHEDULED).asked(Acts.ADVANCE),
                pair.named("refused by policy")
                        .refusing(Reason.POLICY)
                        .under(SCHEDULED)
                        .asked(Acts.ADVANCE),
                inPlace("ops request", Shape.IN_PLACE_OVERLAPPING, Dialect.PASSWORD_LIST, 1)
                        .with(Trait.OWNS_BOOT)
                        .with(Trait.ONE_CANDIDATE)
                        .refusing(Reason.POLICY),
                fresh.named("fresh user without the right to kill").locking(Locking.UNPROVEN),
                inPlace("one password, a node reported as failed", Shape.IN_PLACE_REPLACING, Dialect.ONE_PASSWORD, 2)
                        .with(Trait.LOCKS_OUT)
                        .asked(Acts.NODE_FAILS, rotatedAtOnce, Acts.NODE_RETURNS),
                fresh.named("a node reported as failed").asked(Acts.NODE_FAILS, rotatedAtOnce, Acts.NODE_RETURNS),
                turnOfUnknown("turn of an unknown user", writer(1), writer(2))
                        .able(Ability.READS_BACK, Ability.HAS_HOSTS),
                pair("pair on nodes that let anybody in", writer(1), writer(2))
                        .able(Ability.READS_BACK, Ability.LETS_ANYBODY_IN),
                inPlace(
                                "one password, on a node that lets anybody in",
                                Shape.IN_PLACE_REPLACING,
                                Dialect.ONE_PASSWORD,
                                1)
                        .able(Ability.READS_BACK, Ability.LETS_ANYBODY_IN)
                        .with(Trait.LOCKS_OUT),
                inPlace("our own login, one password", Shape.IN_PLACE_REPLACING, Dialect.ONE_PASSWORD, 1)
                        .with(Trait.OWN_LOGIN)
                        .with(Trait.LOCKS_OUT),
                inPlace("our own login, retained password", Shape.IN_PLACE_OVERLAPPING, Dialect.RETAINED, 1)
                        .with(Trait.OWN_LOGIN),
                firstIssueInPlace(
                        "first issue in place, of an account that was found",
                        engine(Dialect.RETAINED, Locking.WAITS, Reason.NOT_PERMITTED, writer(1)),
                        unknown(A)),
                firstIssueInPlace("first issue in place, of an account of our own", REDIS, new Slot.Vacant()),
                turnOfUnknown("turn of a user whose verifier cannot be read", writer(1)));
    }

    /// The worlds that begin with a credential that somebody brings.
    static List<World> byAdoption() {
        var pair = CredentialSet.unissued(Shape.PAIR, unknown(A), unknown(B));
        var place = CredentialSet.unissued(Shape.IN_PLACE_REPLACING, unknown(A), new Slot.Vacant());
        var fresh = CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());
        Engine sql = engine(Dialect.ONE_PASSWORD, Locking.WAITS, Reason.NOT_PERMITTED, writer(1));
        return List.of(
                adopted("adopt one of a pair, rotate, delete with revoke", sql, pair)
                        .able(Ability.READS_BACK)
                        .asked(Acts.ADOPT, Acts.ROTATE, Acts.LEAVE),
                adopted("adopt in place", sql, place)
                        .asked(Acts.ADOPT, Acts.ROTATE)
                        .with(Trait.LOCKS_OUT),
                adopted("adopt before fresh users", REDIS, fresh)
                        .asked(Acts.ADOPT, Acts.ROTATE, Acts.ROTATE, Acts.LEAVE),
                world("adopt with a wrong password", sql, pair)
                        .asked(Acts.ADOPT)
                        .with(Trait.ADOPTS)
                        .with(Trait.FIRST_ISSUE));
    }

    /// The worlds in which somebody is logged in with a credential that has to go.
    static List<World> byUse() {
        World pair = pair("pair", writer(1));
        World held = pair.under(HELD).asked(Acts.COME, Acts.ROTATE.thenWaiting(Duration.ofMinutes(63)), Acts.GO);
        World postponed =
                pair.under(POSTPONED).asked(Acts.COME_LATE, Acts.ADVANCE.thenWaiting(Duration.ofMinutes(3)), Acts.GO);
        return List.of(
                held.named("held while in use").able(Ability.SHOWS_USAGE),
                held.named("held while nobody can tell"),
                pair.named("cut after the hold")
                        .under(HELD)
                        .able(Ability.SHOWS_USAGE)
                        .asked(Acts.COME, Acts.ROTATE),
                postponed.named("postponed while in use").able(Ability.SHOWS_USAGE),
                postponed
                        .named("postponed until the hold is over")
                        .able(Ability.SHOWS_USAGE)
                        .asked(Acts.COME_LATE, Acts.ADVANCE),
                inPlace("not yet come back", Shape.IN_PLACE_OVERLAPPING, Dialect.PASSWORD_LIST, 2)
                        .under(HELD)
                        .able(Ability.SHOWS_USAGE)
                        .asked(Acts.COME, Acts.ROTATE.thenWaiting(Duration.ofMinutes(10)), Acts.COME));
    }

    /// What is brought; in one world the account has another password.
    static Credential given() {
        return credential(A, Origin.FOUND, 1);
    }

    static FakeEngine engineOf(World world) {
        Engine engine = world.engine();
        var fake = new FakeEngine(engine.dialect(), engine.locking(), engine.nodes());
        fake.able(engine.abilities());
        fake.nodes().forEach(node -> node.accounts().putAll(world.accounts()));
        return fake;
    }

    /// The durable row that stands at first, if one does.
    static void begin(World world, InMemoryRotationStore store, Instant now) {
        if (!world.is(Trait.FIRST_ISSUE)) {
            Instant issued = now.minus(Duration.ofDays(2));
            var last = new LastRun(Optional.of(issued), issued, Trigger.CREATE, Optional.empty());
            Optional<Instant> next = world.terms().automatic() ? Optional.of(now) : Optional.empty();
            var row = new Rotation(
                    new Settled(world.start()),
                    now,
                    Optional.empty(),
                    List.of(),
                    last,
                    next,
                    next.orElse(Rotation.NEVER));
            store.begin(Run.ID, row, world.terms(), Duration.ZERO);
        }
    }

    private static Terms graceOf(Duration grace) {
        return new Terms(MONTHLY, false, Optional.of(grace), Duration.ZERO, false);
    }

    private static Engine engine(Dialect dialect, Locking locking, Reason refusal, Node... nodes) {
        return new Engine(dialect, locking, List.of(nodes), refusal, Set.of());
    }

    private static World pair(String name, Node... nodes) {
        Credential first = credential(A, Origin.FOUND, 1);
        Credential second = credential(B, Origin.FOUND, 2);
        var set = new CredentialSet(Shape.PAIR, new Slot.Live(first), new Slot.Live(second), 1);
        return world(name, engine(Dialect.ONE_PASSWORD, Locking.WAITS, Reason.NOT_PERMITTED, nodes), set);
    }

    private static World fresh(String name, Engine engine) {
        Credential first = credential(new AccountName("user-one"), Origin.MADE, 1);
        Credential second = credential(new AccountName("user-two"), Origin.MADE, 2);
        return world(name, engine, new CredentialSet(Shape.FRESH, new Slot.Live(first), new Slot.Live(second), 1));
    }

    private static World inPlace(String name, Shape shape, Dialect dialect, int nodes) {
        Credential active = credential(A, Origin.FOUND, 2);
        Node[] writers = nodes == 1 ? new Node[] {writer(1)} : new Node[] {writer(1), writer(2)};
        Slot idle = dialect == Dialect.RETAINED ? new Slot.Live(credential(A, Origin.FOUND, 1)) : new Slot.Vacant();
        return world(
                name,
                engine(dialect, Locking.WAITS, Reason.NOT_PERMITTED, writers),
                new CredentialSet(shape, idle, new Slot.Live(active), 1));
    }

    private static World firstIssueOfPair() {
        var set = CredentialSet.unissued(Shape.PAIR, unknown(A), unknown(B));
        Engine engine = engine(Dialect.ONE_PASSWORD, Locking.WAITS, Reason.NOT_PERMITTED, writer(1), standby(2));
        return world("first issue of a pair", engine, set)
                .able(Ability.READS_BACK)
                .asked(Acts.ISSUE)
                .with(Trait.FIRST_ISSUE);
    }

    private static World firstIssueOfFresh(Engine engine) {
        var set = CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());
        return world("first issue of a fresh user", engine, set)
                .asked(Acts.ISSUE)
                .with(Trait.FIRST_ISSUE);
    }

    private static World adopted(String name, Engine engine, CredentialSet set) {
        World world = world(name, engine, set).with(Trait.ADOPTS).with(Trait.FIRST_ISSUE);
        world.accounts().put(A, new FakeAccount(List.of(given().password()), RULES));
        return world;
    }

    private static World firstIssueInPlace(String name, Engine engine, Slot slot) {
        var set = CredentialSet.unissued(Shape.IN_PLACE_OVERLAPPING, slot, new Slot.Vacant());
        return world(name, engine, set)
                .able(Ability.READS_BACK)
                .asked(Acts.ISSUE, Acts.ROTATE)
                .with(Trait.FIRST_ISSUE);
    }

    /// The second user of a pair still has a password that is not ours.
    private static World turnOfUnknown(String name, Node... nodes) {
        Credential first = credential(A, Origin.FOUND, 1).under(AT_HOSTS);
        var set = new CredentialSet(Shape.PAIR, new Slot.Live(first), unknown(B), 0);
        return world(name, engine(Dialect.ONE_PASSWORD, Locking.WAITS, Reason.NOT_PERMITTED, nodes), set);
    }

    private static Slot unknown(AccountName account) {
        return new Slot.Unknown(account, Optional.empty());
    }

    private static World world(String name, Engine engine, CredentialSet set) {
        Map<AccountName, FakeAccount> accounts = withBystander();
        for (Slot slot : set.slots()) {
            switch (slot) {
                case Slot.Live(Credential live) ->
                    accounts.merge(
                            live.account(),
                            new FakeAccount(List.of(live.password()), live.rules()),
                            (one, other) -> new FakeAccount(
                                    List.of(
                                            other.accepts().getFirst(),
                                            one.accepts().getFirst()),
                                    RULES));
                case Slot.Unknown(AccountName account, var _) ->
                    accounts.put(account, new FakeAccount(List.of(new Verifier("found of " + account)), RULES));
                case Slot.Vacant _, Slot.Spent _ -> {}
            }
        }
        return new World(name, engine, set, accounts, BY_HAND, List.of(Acts.ROTATE), List.of());
    }

    private static Map<AccountName, FakeAccount> withBystander() {
        var accounts = new HashMap<AccountName, FakeAccount>();
        accounts.put(BYSTANDER, new FakeAccount(List.of(new Verifier("bystander")), RULES));
        return accounts;
    }

    private static Credential credential(AccountName account, Origin origin, long version) {
        return new Credential(account, origin, Password.of("issued-" + version), version, SALT, RULES);
    }
}
