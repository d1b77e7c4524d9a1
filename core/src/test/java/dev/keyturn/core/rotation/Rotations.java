// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

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
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.core.target.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// Rotations to test with.
public final class Rotations {
    /// When they all began.
    public static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    private Rotations() {}

    /// Every rule set, so that a forgotten field shows.
    public static AccountRules rules() {
        return new AccountRules(
                List.of("~app:*", "+@read", "-@dangerous"),
                Optional.of("ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'"),
                List.of("10.%", "localhost"),
                Optional.of(new AccountName("owner")),
                true);
    }

    public static Credential credential(String account, Origin origin, long version) {
        return new Credential(
                new AccountName(account),
                origin,
                Password.of("password \"" + version + "\" \u00e9\u4e16"),
                version,
                new Salt("%032x".formatted(version)),
                rules());
    }

    /// A rotation of which nothing was published yet.
    public static Rotation firstIssue() {
        var vacant = CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());
        var attempt = Attempt.waitedFor(Trigger.CREATE, START, START.plusSeconds(30));
        return Rotation.firstIssue(new Staged(vacant, credential("user-1", Origin.MADE, 1), 0), attempt, START);
    }

    /// A pair of which somebody brought the first user.
    public static Rotation adopted() {
        var unissued = CredentialSet.unissued(
                Shape.PAIR,
                new Slot.Unknown(new AccountName("app_a"), Optional.empty()),
                new Slot.Unknown(new AccountName("app_b"), Optional.empty()));
        var terms = new Terms(new DailySchedule(30, LocalTime.NOON), true, Optional.empty(), Duration.ZERO, false);
        return Rotation.adopted(new Settled(unissued.publish(credential("app_a", Origin.FOUND, 1))), terms, START);
    }

    /// What `staged`, whose state is [Staged], becomes by its publication.
    public static Rotation published(Rotation staged, Instant at) {
        var state = (Staged) staged.state();
        return new Rotation(
                state.published(List.of()),
                at,
                Optional.empty(),
                staged.debts(),
                LastRun.published(at, Trigger.CREATE),
                Optional.of(at.plus(Duration.ofDays(30))),
                at.plus(Duration.ofDays(30)));
    }

    /// A rotation in each state, with each field filled in each of its forms.
    public static List<Rotation> ofEveryState() {
        Credential one = credential("app_a", Origin.FOUND, 1);
        Credential two = credential("app_b", Origin.MADE, 2);
        Credential three = credential("app_a", Origin.FOUND, 3);
        var pair = new CredentialSet(Shape.PAIR, new Slot.Live(one), new Slot.Live(two), 1);
        var found = CredentialSet.unissued(
                Shape.PAIR,
                new Slot.Unknown(one.account(), Optional.of(new Verifier("SCRAM-SHA-256$4096:x"))),
                new Slot.Unknown(two.account(), Optional.empty()));
        var spent = new CredentialSet(Shape.IN_PLACE_OVERLAPPING, new Slot.Spent(one.account()), new Slot.Live(two), 1);
        var replaced = new CredentialSet(Shape.IN_PLACE_REPLACING, new Slot.Live(one), new Slot.Vacant(), 0);
        var gate = new Gate(START.plusSeconds(60), START.plusSeconds(90));
        var failure = new Failure(Step.VERIFY, Optional.of("node-2:1"), "28P01", "the password was not accepted");
        return List.of(
                with(new Settled(pair)),
                with(new Settled(spent)),
                with(new Settled(replaced)),
                with(new Staged(pair, three, 2)),
                with(new Staged(found, three, 0)),
                with(new Retiring(pair, List.of(new Due(three, Gate.open(START)), new Due(one, gate)))),
                with(new Blocked(pair, three, failure)),
                with(new Revoking(pair, List.of(two, three), true)),
                with(new Revoking(pair, List.of(), false)));
    }

    private static Rotation with(RotationState state) {
        var failure = new Failure(Step.APPLY, Optional.empty(), "NOPERM", "a right is missing");
        var attempt = new Attempt(Trigger.SCHEDULE, START, START.plusSeconds(3600), START.plusSeconds(30), 2, 1);
        var debts = List.of(
                new Debt(new Node("n2", "node-2:1", true), List.of(credential("user-9", Origin.MADE, 9)), 2),
                new Debt(new Node("n3", "node-3:1", false), List.of(), 0));
        var last = new LastRun(Optional.of(START.minusSeconds(60)), START, Trigger.MANUAL, Optional.of(failure));
        return new Rotation(
                state,
                START.minusSeconds(5),
                Optional.of(attempt),
                debts,
                last,
                Optional.of(START.plusSeconds(86_400)),
                START.plusSeconds(30));
    }
}
