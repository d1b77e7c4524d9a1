// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.Attempt;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Gate;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the core calls a rotation, derived from one look at a request (contract §8.4). Nothing is remembered beside the
/// objects, so nothing can disagree with them.
///
/// The pair to be replaced counts as version 1, the candidate as version 2: a request changes a credential once.
///
/// @param shape    one account, with two passwords or with one
/// @param account  what it is called to the core: another name that clients use is a matter of the driver's
/// @param patience how long the request may try before it is published
/// @param grace    how long the former password lives after the publication, where there can be two
record Derivation(Shape shape, AccountName account, Duration patience, Duration grace) {
    private static final Salt NONE = Salt.of(new byte[Salt.LENGTH]);
    private static final Gate SHUT = new Gate(Rotation.NEVER, Rotation.NEVER);

    /// @throws ForeignPair if somebody else has written the published pair: then there is nothing to go on with
    Rotation rotation(Sight seen) {
        Optional<Intent> intent = seen.intent();
        if (intent.isEmpty()) {
            return whole(seen, new Settled(before(former(seen.published(), NONE))));
        }
        Credential former =
                former(intent.orElseThrow().previous(), intent.orElseThrow().salt());
        Credential candidate = candidate(intent.orElseThrow());
        return switch (intent.orElseThrow().standing(seen.published())) {
            case STAGED -> whole(seen, unpublished(seen, former, candidate));
            case PUBLISHED -> whole(seen, published(seen, former, candidate));
            case FOREIGN -> throw new ForeignPair();
        };
    }

    /// The credential of an intent, identical for as long as the intent stands.
    Credential candidate(Intent intent) {
        return new Credential(
                account, Origin.FOUND, intent.candidate().password(), 2, intent.salt(), AccountRules.none());
    }

    /// The published pair has a salt of its own, which nobody knows; where it has to be given back it gets this one.
    Credential former(Intent.Pair pair, Salt salt) {
        return new Credential(account, Origin.FOUND, pair.password(), 1, salt, AccountRules.none());
    }

    private CredentialSet before(Credential former) {
        return new CredentialSet(shape, new Slot.Live(former), new Slot.Vacant(), 0);
    }

    private RotationState unpublished(Sight seen, Credential former, Credential candidate) {
        CredentialSet set = before(former);
        return switch (seen.course()) {
            case UNDOING -> new Retiring(set, List.of(new Due(candidate, Gate.open(seen.startedAt()))));
            case UNDONE -> new Settled(set);
            case BLOCKED ->
                new RotationState.Blocked(set, candidate, seen.trouble().orElseGet(Derivation::unknown));
            case PURSUED, GIVEN_UP, PROVED, RETIRED -> new Staged(set, candidate, seen.contradictions());
        };
    }

    private RotationState published(Sight seen, Credential former, Credential candidate) {
        CredentialSet set = before(former).publish(candidate);
        boolean over = seen.course() == Course.RETIRED
                || (seen.course() == Course.PROVED && shape == Shape.IN_PLACE_REPLACING);
        if (over) {
            return new Settled(new CredentialSet(shape, new Slot.Spent(former.account()), set.second(), 1));
        }
        return new Retiring(set, List.of(new Due(former, gate(seen))));
    }

    /// What one account accepts beside another password ends when its grace is over and everything else is done; a
    /// password that was replaced is only looked at.
    private Gate gate(Sight seen) {
        if (shape == Shape.IN_PLACE_REPLACING) {
            return Gate.open(seen.publishedAt());
        }
        return seen.mayRetire() ? Gate.open(seen.publishedAt().plus(grace)) : SHUT;
    }

    private Rotation whole(Sight seen, RotationState state) {
        Instant began = seen.startedAt();
        boolean pursued = seen.course() == Course.PURSUED && !(state instanceof Retiring);
        Optional<Attempt> attempt = pursued
                ? Optional.of(new Attempt(Trigger.SCHEDULE, began, began.plus(patience), began, 0, 0))
                : Optional.empty();
        var last = new LastRun(Optional.of(seen.publishedAt()), began, Trigger.MANUAL, seen.trouble());
        Instant look = state instanceof Settled && !pursued ? Rotation.NEVER : began;
        return new Rotation(state, began, attempt, List.of(), last, Optional.empty(), look);
    }

    private static Failure unknown() {
        return new Failure(Step.VERIFY, Optional.empty(), "unknown", "no password that Keyturn knows is accepted");
    }

    /// The published pair is neither the former one nor the candidate.
    static final class ForeignPair extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private ForeignPair() {
            super("the published pair was changed by somebody else while the request was being carried out");
        }
    }
}
