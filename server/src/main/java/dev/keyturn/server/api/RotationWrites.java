// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.rotation.Issue;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.AccountTaken;
import dev.keyturn.server.rotation.Prospect;
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
import java.util.stream.Stream;

/// Makes rotations (API contract §2.2). All that can be refused is refused before anything changes on
/// the target.
public final class RotationWrites {
    private final RotationLookup lookup;
    private final RotationChecks checks;
    private final RotationParts parts;
    private final Randomness randomness;
    private final InstantSource clock;

    RotationWrites(
            RotationLookup lookup,
            RotationChecks checks,
            RotationParts parts,
            Randomness randomness,
            InstantSource clock) {
        this.lookup = lookup;
        this.checks = checks;
        this.parts = parts;
        this.randomness = randomness;
        this.clock = clock;
    }

    Reply create(Call call, Caller caller) {
        RotationType type = lookup.type(call);
        var wanted = RotationBody.Create.of(call.body(), type, checks.driver(type), clock.instant());
        RotationSettings settings = wanted.settings();
        ProjectAccess access = lookup.project(
                caller,
                wanted.project(),
                Action.CREATE,
                Scope.rotation(wanted.environment(), wanted.path(), settings.connection()));
        var in = lookup.folder(wanted.project(), wanted.environment(), wanted.path());
        AppConnection connection = checks.connection(caller, settings.connection(), access, type);
        checks.requireStatementRight(caller, connection, settings);
        var place = new RotationPlace(wanted.project(), in.folder().id());
        String where = "in environment \"%s\" at path \"%s\"".formatted(wanted.environment(), wanted.path());
        if (!parts.rotations().isNameFree(place.folder(), settings.name())) {
            throw nameTaken(settings, where);
        }
        RotationChecks.requireDistinct(settings);
        List<String> taken = parts.rotations().takenSecrets(place.folder(), settings.mapping());
        if (!taken.isEmpty()) {
            throw secretsTaken(taken, where);
        }
        checks.requireNotOwnUser(connection, accounts(wanted));
        requireFirstUser(wanted);
        try {
            StoredRotation issued = begin(place, wanted, connection);
            RotationChecks.noteStatement(caller, issued.id(), settings);
            return RotationReads.resource(lookup.view(issued));
        } catch (AccountTaken owned) {
            throw checks.accountTaken(caller, owned);
        } catch (Conflict nameTaken) {
            throw nameTaken(settings, where);
        } catch (NameTaken secretTaken) {
            throw secretsTaken(secretTaken.names(), where);
        }
    }

    /// The accounts that a body names.
    private static List<AccountName> accounts(RotationBody.Create wanted) {
        return Stream.concat(
                        wanted.settings().parameters().named().stream(),
                        wanted.initial().map(RotationFields.Initial::account).stream())
                .distinct()
                .toList();
    }

    /// What is adopted becomes the first set, so it is the first user's.
    private static void requireFirstUser(RotationBody.Create wanted) {
        List<AccountName> named = wanted.settings().parameters().named();
        wanted.initial()
                .filter(given -> !named.isEmpty() && !named.getFirst().equals(given.account()))
                .ifPresent(given -> {
                    throw ApiError.badRequest(
                            "initialCredentials are those of \"%s\"; they must be those of username1, \"%s\""
                                    .formatted(given.account(), named.getFirst()));
                });
    }

    private StoredRotation begin(RotationPlace place, RotationBody.Create wanted, AppConnection connection) {
        var id = new RotationId(randomness.id());
        Instant until = RunAnswers.until(clock);
        Prospect prospect = checks.survey(wanted.settings(), connection, until);
        RotationSettings settings = wanted.settings().on(connection.id(), prospect.fingerprint());
        parts.rotations().requireFree(id, connection, prospect.fingerprint(), accounts(wanted));
        var first = new Issue(
                prospect.vacant(),
                parts.targets().of(id, connection, settings.accounts()),
                row -> parts.store().begin(id, place, settings, row),
                until);
        var result = wanted.initial()
                .map(given -> parts.targets().found(settings.accounts(), given.account(), given.password()))
                .map(given -> parts.runs()
                        .adopt(id, connection.id(), first, given, parts.store().terms(id, settings)))
                .orElseGet(() -> parts.runs().issue(id, connection.id(), first));
        RunAnswers.requireIssued(result, settings.type(), connection);
        return parts.rotations()
                .find(id)
                .orElseThrow(() -> new IllegalStateException("rotation " + id + " was issued and is gone"));
    }

    static ApiError nameTaken(RotationSettings settings, String where) {
        return ApiError.badRequest("A rotation named \"%s\" already exists %s".formatted(settings.name(), where));
    }

    static ApiError secretsTaken(List<String> names, String where) {
        return ApiError.badRequest("These secrets already exist %s: %s".formatted(where, String.join(", ", names)));
    }
}
