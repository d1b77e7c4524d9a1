// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetLock;
import java.time.Instant;
import java.util.Optional;

/// Carries out what a person decided.
final class Resolver {
    private final Turn turn;
    private final Instant until;

    Resolver(Turn turn, Instant until) {
        this.turn = turn;
        this.until = until;
    }

    /// @return empty if turns follow
    Optional<Outcome> resolve(Resolution decision) {
        return switch (turn.rotation().state()) {
            case Blocked blocked -> resolve(blocked, decision);
            case Revoking revoking -> resolve(revoking, decision);
            case RotationState other ->
                declined(other, "nothing waits for a decision: it is neither blocked nor being deleted");
        };
    }

    private Optional<Outcome> resolve(Blocked blocked, Resolution decision) {
        Instant now = turn.now();
        Rotation rotation = turn.rotation();
        return switch (decision) {
            case Resolution.Retry _ -> {
                var attempt = Attempt.waitedFor(Trigger.RETRY, now, until);
                turn.save(rotation.in(blocked.retry(), now).pursued(attempt).waking(now));
                turn.tell(new RotationEvent.Started(Trigger.RETRY, now));
                yield Optional.empty();
            }
            case Resolution.Discard _ -> {
                turn.save(rotation.in(blocked.discard(now), now).waking(now));
                yield Optional.empty();
            }
            case Resolution.Adopt adopt -> adopt(blocked, adopt);
        };
    }

    private Optional<Outcome> resolve(Revoking revoking, Resolution decision) {
        Instant now = turn.now();
        return switch (decision) {
            case Resolution.Retry _ -> {
                var attempt = Attempt.waitedFor(Trigger.DELETE, now, until.plus(Turn.GRACE_OF_CALLER));
                turn.save(turn.rotation().pursued(attempt).waking(now));
                turn.tell(new RotationEvent.Started(Trigger.DELETE, now));
                yield Optional.empty();
            }
            case Resolution.Discard _ -> {
                turn.remove(revoking.withSecrets());
                yield Optional.of(new Outcome.Removed());
            }
            case Resolution.Adopt _ -> declined(revoking, "it is being deleted: nothing can be adopted");
        };
    }

    /// The password is proved on every required node before anything is believed.
    private Optional<Outcome> adopt(Blocked blocked, Resolution.Adopt adopt) {
        CredentialSet set = blocked.credentials();
        Credential published = set.published().orElseThrow();
        var proven = new Credential(
                published.account(),
                published.origin(),
                adopt.password(),
                set.nextVersion(),
                adopt.salt(),
                published.rules());
        try (Target target = turn.open();
                TargetLock _ = target.lock()) {
            turn.reload();
            Optional<Failure> refused = target.nodes().required().stream()
                    .map(node ->
                            turn.calls().ask(Step.VERIFY, node, turn.calls().login(target, node, proven)))
                    .filter(reply -> !reply.isYes())
                    .map(Reply::failure)
                    .findFirst();
            return refused.map(why -> declined(blocked, "the password does not log in: " + why))
                    .orElseGet(() -> publish(blocked, proven));
        } catch (TargetException silence) {
            return declined(blocked, "the password could not be tried: " + Failure.of(Step.VERIFY, silence));
        }
    }

    private Optional<Outcome> publish(Blocked blocked, Credential proven) {
        Instant now = turn.now();
        turn.publish(turn.rotation()
                .in(blocked.adopted(proven, now), now)
                .succeeded(now, turn.terms())
                .waking(now));
        turn.tell(new RotationEvent.Succeeded(proven.version(), now));
        return Optional.empty();
    }

    private static Optional<Outcome> declined(RotationState state, String why) {
        return Optional.of(new Outcome.Declined(state, why));
    }
}
