// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Issue;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.Prospect;
import dev.keyturn.server.rotation.RotationEdits;
import dev.keyturn.server.rotation.RotationEdits.Edit;
import dev.keyturn.server.rotation.RotationParts;
import dev.keyturn.server.rotation.RotationPlace;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.sql.Conflict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Makes and changes rotations (API contract §2.2, §2.3). All that can be refused is refused before anything changes on
/// the target.
public final class RotationWrites {
    private final RotationLookup lookup;
    private final ConnectionUse connections;
    private final ConnectionLogins logins;
    private final RotationParts parts;
    private final Randomness randomness;
    private final InstantSource clock;

    RotationWrites(
            RotationLookup lookup,
            ConnectionUse connections,
            ConnectionLogins logins,
            RotationParts parts,
            Randomness randomness,
            InstantSource clock) {
        this.lookup = lookup;
        this.connections = connections;
        this.logins = logins;
        this.parts = parts;
        this.randomness = randomness;
        this.clock = clock;
    }

    Reply create(Call call, Caller caller) {
        RotationType type = lookup.type(call);
        var wanted = RotationBody.Create.of(call.body(), type, driver(type));
        RotationSettings settings = wanted.settings();
        ProjectAccess access = lookup.project(caller, wanted.project(), Action.CREATE);
        var in = lookup.folder(wanted.project(), wanted.environment(), wanted.path());
        AppConnection connection = connection(caller, settings.connection(), access, type);
        var place = new RotationPlace(wanted.project(), in.folder().id());
        String where = "in environment \"%s\" at path \"%s\"".formatted(wanted.environment(), wanted.path());
        if (!parts.rotations().isNameFree(place.folder(), settings.name())) {
            throw nameTaken(settings, where);
        }
        requireDistinct(settings);
        List<String> taken = parts.rotations().takenSecrets(place.folder(), settings.mapping());
        if (!taken.isEmpty()) {
            throw secretsTaken(taken, where);
        }
        return RotationReads.resource(lookup.view(issue(place, settings, connection, where)));
    }

    private StoredRotation issue(
            RotationPlace place, RotationSettings settings, AppConnection connection, String where) {
        var id = new RotationId(randomness.id());
        Instant until = RunAnswers.until(clock);
        Prospect prospect = survey(settings, connection, until);
        var first = new Issue(
                prospect.vacant(),
                parts.targets().of(id, connection, settings.accounts()),
                row -> parts.store().begin(id, place, settings, row),
                until);
        try {
            var result = parts.runs().issue(id, connection.id(), first);
            RunAnswers.requireIssued(result, settings.type(), connection);
        } catch (Conflict taken) {
            throw nameTaken(settings, where);
        } catch (NameTaken taken) {
            throw secretsTaken(taken.names(), where);
        }
        return parts.rotations()
                .find(id)
                .orElseThrow(() -> new IllegalStateException("rotation " + id + " was issued and is gone"));
    }

    /// What the target says beforehand; nothing of it has been changed then.
    private Prospect survey(RotationSettings settings, AppConnection connection, Instant until) {
        try {
            return parts.targets().survey(connection, settings.accounts(), Deadline.at(until, clock));
        } catch (TargetException refused) {
            String node =
                    refused.node().orElse(connection.credentials().endpoint().toString());
            var why = new Failure(Step.CHECK, Optional.of(node), refused.code(), String.valueOf(refused.getMessage()));
            throw ApiError.badRequest(RunMessage.of(
                    settings.type(),
                    why,
                    connection.credentials().password().stream().toList()));
        }
    }

    Reply update(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.EDIT);
        var wanted = RotationBody.Update.of(
                call.body(),
                view.stored().settings(),
                driver(view.stored().settings().type()));
        StoredRotation stored = view.stored();
        requireDistinct(wanted.applyTo(stored.settings()));
        wanted.connection()
                .filter(id -> !id.equals(stored.settings().connection()))
                .ifPresent(id -> requireSameTarget(caller, view, id));
        Instant now = clock.instant();
        String where = "in environment \"%s\" at path \"%s\""
                .formatted(view.environment().slug(), view.folder().path());
        try {
            var edit = parts.edits().edit(stored.id(), present -> changed(present, wanted), now);
            return switch (edit) {
                case Edit.Done(var after) -> RotationReads.resource(lookup.view(after));
                case Edit.Running _ -> throw RunAnswers.running(view);
                case Edit.NameTaken _ -> throw nameTaken(wanted.applyTo(stored.settings()), where);
                case Edit.Unknown _ ->
                    throw ApiError.notFound("%s rotation with id \"%s\" not found"
                            .formatted(stored.settings().type().displayName(), stored.id()));
            };
        } catch (NameTaken taken) {
            throw secretsTaken(taken.names(), where);
        }
    }

    private static RotationSettings changed(StoredRotation present, RotationBody.Update wanted) {
        if (present.rotation().state() instanceof Revoking) {
            throw ApiError.badRequest("Rotation \"%s\" is being deleted; delete it again, or resolve it"
                    .formatted(present.settings().name()));
        }
        RotationSettings settings = wanted.applyTo(present.settings());
        requireSameKind(present.settings(), settings);
        boolean moves = !settings.connection().equals(present.settings().connection());
        if (moves && RotationEdits.isUnderWay(present.rotation().state())) {
            throw underWay(present);
        }
        return settings;
    }

    private static void requireSameKind(RotationSettings present, RotationSettings wanted) {
        boolean sameMode = present.accounts().mode() == wanted.accounts().mode();
        if (!sameMode || present.accounts().isInPlace() != wanted.accounts().isInPlace()) {
            throw ApiError.badRequest(
                    "Rotation \"%s\" cannot change between a pair of users and a single one; make a new rotation"
                            .formatted(present.name()));
        }
    }

    /// The published set has to log in over the new connection as well.
    private void requireSameTarget(Caller caller, RotationView view, ConnectionId id) {
        StoredRotation stored = view.stored();
        ProjectAccess access = lookup.access(caller, stored).orElseThrow();
        AppConnection connection =
                connection(caller, id, access, stored.settings().type());
        if (RotationEdits.isUnderWay(stored.rotation().state())) {
            throw underWay(stored);
        }
        var deadline = Deadline.at(RunAnswers.until(clock), clock);
        parts.targets()
                .check(connection, view.published().orElseThrow(), deadline)
                .ifPresent(why -> {
                    throw ApiError.badRequest(RunMessage.safe(
                            "The published credentials do not log in over connection \"%s\" (%s); nothing was changed"
                                    .formatted(connection.name(), why),
                            view.secrets()));
                });
    }

    private AppConnection connection(Caller caller, ConnectionId id, ProjectAccess access, RotationType type) {
        AppConnection connection = connections.forRotation(caller, id, access);
        if (!connection.app().equals(type.app())) {
            throw ApiError.badRequest("App connection \"%s\" is for %s; a rotation of type \"%s\" needs one for %s"
                    .formatted(
                            connection.name(),
                            connection.app().displayName(),
                            type.slug(),
                            type.app().displayName()));
        }
        return connection;
    }

    private TargetDriver driver(RotationType type) {
        return logins.driver(type.app())
                .orElseThrow(() ->
                        ApiError.notFound("Rotations of type \"%s\" are not offered: this server has no driver for %s"
                                .formatted(type.slug(), type.app().displayName())));
    }

    private static void requireDistinct(RotationSettings settings) {
        if (settings.mapping().username().equals(settings.mapping().password())) {
            throw ApiError.badRequest("The secrets of secretsMapping must have different names; \"%s\" is given twice"
                    .formatted(settings.mapping().username()));
        }
    }

    private static ApiError underWay(StoredRotation stored) {
        return ApiError.badRequest(
                "The connection of rotation \"%s\" cannot be changed while a run is open: its candidate lies on the"
                                .formatted(stored.settings().name())
                        + " present target. Try again when intent is null.");
    }

    private static ApiError nameTaken(RotationSettings settings, String where) {
        return ApiError.badRequest("A rotation named \"%s\" already exists %s".formatted(settings.name(), where));
    }

    private static ApiError secretsTaken(List<String> names, String where) {
        return ApiError.badRequest("These secrets already exist %s: %s".formatted(where, String.join(", ", names)));
    }
}
