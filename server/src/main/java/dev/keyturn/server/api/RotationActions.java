// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Leave;
import dev.keyturn.core.rotation.Resolution;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.RotationParts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// What one does with a rotation: rotate now, check, resolve, delete (API contract §2.1, §4, §13.3). Answers when it is
/// done, or when the caller's time is up.
public final class RotationActions {
    private final RotationLookup lookup;
    private final RotationParts parts;
    private final LoginChecks checks;
    private final InstantSource clock;

    RotationActions(RotationLookup lookup, RotationParts parts, LoginChecks checks, InstantSource clock) {
        this.lookup = lookup;
        this.parts = parts;
        this.checks = checks;
        this.clock = clock;
    }

    Reply rotate(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.ROTATE_SECRETS);
        Input body = call.body();
        boolean force = body.flag("force").or(false);
        body.done();
        Instant now = clock.instant();
        var result = parts.runs().rotate(id(view), connection(view), force, RunAnswers.until(clock));
        RunAnswers.requireRotated(result, view, now);
        if (endsAnEarlyOverlap(view)) {
            parts.runs().warn(id(view), "a second manual rotation in a row ended the overlap of the set before it");
        }
        return RotationReads.resource(again(view));
    }

    /// Without a configured grace a second rotation by hand is allowed, as Infisical does, and recorded (K14).
    private static boolean endsAnEarlyOverlap(RotationView view) {
        var rotation = view.stored().rotation();
        return view.stored().settings().overlap().grace().isEmpty()
                && rotation.last().trigger().isByHand()
                && rotation.state().credentials().previous().isPresent();
    }

    /// Takes no lease and is no run.
    Reply check(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.READ_GENERATED_CREDENTIALS);
        if (view.stored().running()) {
            throw RunAnswers.running(view);
        }
        checks.check(view).ifPresent(why -> {
            throw ApiError.badRequest(view.message(why));
        });
        return Reply.noContent();
    }

    Reply delete(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.DELETE);
        Input query = call.query();
        boolean withSecrets = query.flag("deleteSecrets").or(false);
        boolean revoke = query.flag("revokeGeneratedCredentials").or(false);
        query.done();
        Instant now = clock.instant();
        Reply before = RotationReads.resource(view);
        var wish = new Leave(revoke, withSecrets);
        var result = parts.runs().leave(id(view), connection(view), wish, RunAnswers.until(clock));
        RunAnswers.requireRemoved(result, view, now);
        return before;
    }

    Reply resolve(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.ROTATE_SECRETS);
        Input body = call.body();
        String action =
                body.text("action").oneOf(Set.of("retry", "discard", "adopt")).required();
        Resolution decision = switch (action) {
            case "adopt" -> adopt(body);
            case "discard" -> new Resolution.Discard();
            default -> new Resolution.Retry();
        };
        body.done();
        var state = view.stored().rotation().state();
        if (!(state instanceof Blocked) && !(state instanceof Revoking)) {
            throw ApiError.badRequest("Rotation \"%s\" waits for no decision: it is neither blocked nor being deleted"
                    .formatted(view.stored().settings().name()));
        }
        Instant now = clock.instant();
        Reply before = RotationReads.resource(view);
        var result = parts.runs().resolve(id(view), connection(view), decision, RunAnswers.until(clock));
        if (state instanceof Revoking) {
            RunAnswers.requireRemoved(result, view, now);
            return before;
        }
        RunAnswers.requireRotated(result, view, now);
        return RotationReads.resource(again(view));
    }

    private Resolution adopt(Input body) {
        String password = body.text("password").atLeast(1).required();
        return new Resolution.Adopt(
                Password.of(password.isEmpty() ? "stand-in" : password),
                parts.targets().salt());
    }

    private RotationView again(RotationView view) {
        return parts.rotations()
                .find(id(view))
                .map(lookup::view)
                .orElseThrow(() -> ApiError.notFound("The rotation was deleted meanwhile"));
    }

    private static RotationId id(RotationView view) {
        return view.stored().id();
    }

    private static ConnectionId connection(RotationView view) {
        return view.connection().id();
    }
}
