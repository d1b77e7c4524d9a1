// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.AccountOwners;
import dev.keyturn.server.rotation.AccountTaken;
import dev.keyturn.server.rotation.RotationEdits;
import dev.keyturn.server.rotation.RotationEdits.Edit;
import dev.keyturn.server.rotation.RotationParts;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.secret.Secrets.NameTaken;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Changes what is wanted of rotations (API contract §2.3). Nothing of it touches a target before the next run.
public final class RotationUpdates {
    private final RotationLookup lookup;
    private final RotationChecks checks;
    private final RotationParts parts;
    private final InstantSource clock;

    RotationUpdates(RotationLookup lookup, RotationChecks checks, RotationParts parts, InstantSource clock) {
        this.lookup = lookup;
        this.checks = checks;
        this.parts = parts;
        this.clock = clock;
    }

    /// What is to become of a rotation.
    ///
    /// @param connection the one that it will have
    private record Change(RotationView view, RotationBody.Update wanted, AppConnection connection) {
        RotationSettings present() {
            return view.stored().settings();
        }

        RotationSettings settings() {
            return wanted.applyTo(present());
        }

        boolean moves() {
            return !connection.id().equals(present().connection());
        }

        boolean setsStatement() {
            return moves()
                    || !settings()
                            .parameters()
                            .statement()
                            .equals(present().parameters().statement());
        }
    }

    Reply update(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.EDIT);
        RotationSettings present = view.stored().settings();
        var wanted = RotationBody.Update.of(call.body(), present, checks.driver(present.type()), clock.instant());
        var change = new Change(view, wanted, connection(caller, view, wanted.connection()));
        check(caller, change);
        Optional<String> fingerprint = change.moves() ? requireSameTarget(change) : present.fingerprint();
        StoredRotation after = edited(caller, change, fingerprint);
        if (change.setsStatement()) {
            RotationChecks.noteStatement(caller, after.id(), after.settings());
        }
        return RotationReads.resource(lookup.view(after));
    }

    private AppConnection connection(Caller caller, RotationView view, Optional<ConnectionId> wanted) {
        Optional<ConnectionId> other =
                wanted.filter(id -> !id.equals(view.connection().id()));
        if (other.isEmpty()) {
            return view.connection();
        }
        ProjectAccess access = lookup.access(caller, view.stored())
                .orElseThrow()
                .require(Action.EDIT, Subject.SECRET_ROTATION, view.scopeOver(other.orElseThrow()));
        return checks.connection(
                caller, other.orElseThrow(), access, view.stored().settings().type());
    }

    private void check(Caller caller, Change change) {
        RotationSettings settings = change.settings();
        RotationChecks.requireDistinct(settings);
        requireSameKind(change.present(), settings);
        if (change.setsStatement()) {
            checks.requireStatementRight(caller, change.connection(), settings);
        }
        checks.requireNotOwnUser(
                change.connection(),
                List.copyOf(
                        AccountOwners.accounts(settings, change.view().stored().rotation())));
    }

    private StoredRotation edited(Caller caller, Change change, Optional<String> fingerprint) {
        RotationView view = change.view();
        String where = "in environment \"%s\" at path \"%s\""
                .formatted(view.environment().slug(), view.folder().path());
        try {
            var edit = parts.edits()
                    .edit(view.stored().id(), present -> changed(present, change, fingerprint), clock.instant());
            return switch (edit) {
                case Edit.Done(var after) -> after;
                case Edit.Running _ -> throw RunAnswers.running(view);
                case Edit.NameTaken _ -> throw RotationWrites.nameTaken(change.settings(), where);
                case Edit.Unknown _ ->
                    throw ApiError.notFound("%s rotation with id \"%s\" not found"
                            .formatted(
                                    change.present().type().displayName(),
                                    view.stored().id()));
            };
        } catch (NameTaken taken) {
            throw RotationWrites.secretsTaken(taken.names(), where);
        } catch (AccountTaken taken) {
            throw checks.accountTaken(caller, taken);
        }
    }

    /// Decided again by what the row says by now.
    private static RotationSettings changed(StoredRotation present, Change change, Optional<String> fingerprint) {
        if (present.rotation().state() instanceof Revoking) {
            throw ApiError.badRequest("Rotation \"%s\" is being deleted; delete it again, or resolve it"
                    .formatted(present.settings().name()));
        }
        RotationSettings settings = change.wanted().applyTo(present.settings());
        requireSameKind(present.settings(), settings);
        if (settings.connection().equals(present.settings().connection())) {
            return settings;
        }
        requireNothingUnderWay(present);
        return settings.on(change.connection().id(), fingerprint);
    }

    static void requireSameKind(RotationSettings present, RotationSettings wanted) {
        boolean sameMode = present.accounts().mode() == wanted.accounts().mode();
        if (!sameMode || present.accounts().isInPlace() != wanted.accounts().isInPlace()) {
            throw ApiError.badRequest(
                    "Rotation \"%s\" cannot change between a pair of users and a single one; make a new rotation"
                            .formatted(present.name()));
        }
    }

    /// The published set has to log in over the new connection as well (K29).
    ///
    /// @return what tells the target there from every other
    private Optional<String> requireSameTarget(Change change) {
        RotationView view = change.view();
        AppConnection connection = change.connection();
        requireNothingUnderWay(view.stored());
        var until = RunAnswers.until(clock);
        parts.targets()
                .check(connection, view.published().orElseThrow(), Deadline.at(until, clock))
                .ifPresent(why -> {
                    throw ApiError.badRequest(RunMessage.safe(
                            "The published credentials do not log in over connection \"%s\" (%s); nothing was changed"
                                    .formatted(connection.name(), why),
                            view.secrets()));
                });
        return checks.fingerprint(change.present().type(), connection, until);
    }

    private static void requireNothingUnderWay(StoredRotation stored) {
        if (RotationEdits.isUnderWay(stored.rotation().state())) {
            throw ApiError.badRequest(
                    "The connection of rotation \"%s\" cannot be changed while a run is open: its candidate lies on the"
                                    .formatted(stored.settings().name())
                            + " present target. Try again when intent is null.");
        }
    }
}
