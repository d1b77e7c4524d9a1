// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.RotationMoves;
import dev.keyturn.server.rotation.RotationMoves.Move;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Secrets.NameTaken;
import java.time.InstantSource;

/// Moves rotations with their secrets to another environment or folder (API contract §2.1, K30).
public final class RotationRelocation {
    private final RotationLookup lookup;
    private final RotationMoves moves;
    private final InstantSource clock;

    RotationRelocation(RotationLookup lookup, RotationMoves moves, InstantSource clock) {
        this.lookup = lookup;
        this.moves = moves;
        this.clock = clock;
    }

    record MovedJson(RotationJson secretRotation, String sourceEnvironment, String sourceSecretPath) {}

    Reply move(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.DELETE);
        var place = view.stored().place();
        Input body = call.body();
        String environment = body.text("destinationEnvironment").slug().required();
        FolderPath path = Places.path(body, "destinationSecretPath");
        boolean overwrite = body.flag("overwriteDestination").or(false);
        body.done();
        var over = view.connection().id();
        var access = lookup.project(caller, place.project(), Action.CREATE, Scope.rotation(environment, path, over));
        if (overwrite) {
            access.require(Action.DELETE, Subject.SECRETS, Scope.folder(environment, path));
        }
        var destination =
                lookup.folder(place.project(), environment, path).folder().id();
        var wish = new RotationMoves.Wish(place.folder(), destination, overwrite);
        String where = "in environment \"%s\" at path \"%s\"".formatted(environment, path);
        return Reply.ok(new MovedJson(
                moved(view, wish, where).resource(),
                view.environment().slug(),
                view.folder().path()));
    }

    private RotationView moved(RotationView view, RotationMoves.Wish wish, String where) {
        String name = view.stored().settings().name();
        try {
            return switch (moves.move(view.stored().id(), wish, clock.instant())) {
                case Move.Done(var after) -> lookup.view(after);
                case Move.Running _ -> throw RunAnswers.running(view);
                case Move.Leaving _ ->
                    throw ApiError.badRequest(
                            "Rotation \"%s\" is being deleted; delete it again, or resolve it".formatted(name));
                case Move.NameTaken _ ->
                    throw ApiError.badRequest("A rotation named \"%s\" already exists %s".formatted(name, where));
                case Move.Unknown _ ->
                    throw ApiError.notFound(
                            "Rotation \"%s\" was moved or deleted meanwhile; look for it again".formatted(name));
            };
        } catch (NameTaken taken) {
            throw ApiError.badRequest(
                    "These secrets already exist %s: %s; rename or delete them, or send overwriteDestination"
                                    .formatted(where, String.join(", ", taken.names()))
                            + " (secrets of another rotation are never overwritten)");
        }
    }
}
