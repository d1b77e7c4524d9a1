// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.server.api.RotationLookup.FolderIn;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.plan.Check;
import dev.keyturn.server.plan.RotationPlan;
import dev.keyturn.server.plan.SettingsChecks;
import dev.keyturn.server.rotation.AccountTaken;
import dev.keyturn.server.rotation.RotationParts;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says what a rotation would do, made or not (API contract §13.3, K12, K28). Changes nothing, draws no password and
/// takes no lease. A body that breaks its schema is 422 as ever; all else that is in the way is a check.
public final class RotationPlans {
    private static final RotationId NOBODY = new RotationId("");
    private static final String CONNECTION = "connection";
    private static final String NAMES = "names";
    private static final int SHOWN = 3;

    private final RotationLookup lookup;
    private final RotationChecks checks;
    private final ConnectionLogins logins;
    private final RotationParts parts;
    private final InstantSource clock;

    RotationPlans(
            RotationLookup lookup,
            RotationChecks checks,
            ConnectionLogins logins,
            RotationParts parts,
            InstantSource clock) {
        this.lookup = lookup;
        this.checks = checks;
        this.logins = logins;
        this.parts = parts;
        this.clock = clock;
    }

    /// Of a rotation that is to be made.
    Reply create(Call call, Caller caller) {
        RotationType type = lookup.type(call);
        var wanted = RotationBody.Create.of(call.body(), type, checks.driver(type), clock.instant());
        RotationSettings settings = wanted.settings();
        ProjectAccess access = lookup.project(
                caller,
                wanted.project(),
                Action.CREATE,
                Scope.rotation(wanted.environment(), wanted.path(), settings.connection()));
        var notes = new PlanNotes();
        notes.attempt(NAMES, () -> lookup.folder(wanted.project(), wanted.environment(), wanted.path()))
                .ifPresent(in -> notes.require(NAMES, () -> requireNames(in, settings)));
        Optional<AppConnection> connection =
                notes.attempt(CONNECTION, () -> checks.connection(caller, settings.connection(), access, type));
        Instant now = clock.instant();
        var created = new LastRun(Optional.of(now), now, Trigger.CREATE, Optional.empty());
        Terms terms = parts.terms().of(NOBODY, settings);
        RotationPlan plan = connection
                .map(on -> ask(caller, new Question(NOBODY, on, settings, Optional.empty()), notes))
                .orElseGet(RotationPlan::none);
        return reply(plan, notes, starts(terms, terms.next(created)), secrets(connection));
    }

    private void requireNames(FolderIn in, RotationSettings settings) {
        String where = "in environment \"%s\" at path \"%s\""
                .formatted(in.environment().slug(), in.folder().path());
        if (!parts.rotations().isNameFree(in.folder().id(), settings.name())) {
            throw RotationWrites.nameTaken(settings, where);
        }
        RotationChecks.requireDistinct(settings);
        List<String> taken = parts.rotations().takenSecrets(in.folder().id(), settings.mapping());
        if (!taken.isEmpty()) {
            throw RotationWrites.secretsTaken(taken, where);
        }
    }

    /// Of one that is there, with a PATCH applied on paper.
    Reply update(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.ROTATE_SECRETS);
        RotationSettings present = view.stored().settings();
        var wanted = RotationBody.Update.of(call.body(), present, checks.driver(present.type()), clock.instant());
        RotationSettings settings = wanted.applyTo(present);
        var notes = new PlanNotes();
        underWay(view).ifPresent(notes::add);
        notes.require(NAMES, () -> requireNames(view, settings));
        notes.attempt("mode", () -> {
            RotationUpdates.requireSameKind(present, settings);
            return settings;
        });
        Optional<AppConnection> connection = connection(caller, view, settings, notes);
        Terms terms = parts.terms().of(view.stored().id(), settings);
        var rotation = view.stored().rotation();
        RotationPlan plan = connection
                .map(on -> new Question(
                        view.stored().id(),
                        on,
                        settings,
                        Optional.of(rotation.state().credentials())))
                .map(question -> ask(caller, question, notes))
                .orElseGet(RotationPlan::none);
        List<Instant> starts =
                starts(terms, rotation.under(terms, clock.instant()).nextRotationAt());
        List<Password> secrets = Stream.concat(view.secrets().stream(), secrets(connection).stream())
                .toList();
        return reply(plan, notes, starts, secrets);
    }

    private void requireNames(RotationView view, RotationSettings settings) {
        String where = "in environment \"%s\" at path \"%s\""
                .formatted(view.environment().slug(), view.folder().path());
        var folder = view.stored().place().folder();
        boolean renamed = !settings.name().equals(view.stored().settings().name());
        if (renamed && !parts.rotations().isNameFree(folder, settings.name())) {
            throw RotationWrites.nameTaken(settings, where);
        }
        RotationChecks.requireDistinct(settings);
        List<String> taken = parts.rotations().takenSecrets(view.stored().id(), folder, settings.mapping());
        if (!taken.isEmpty()) {
            throw RotationWrites.secretsTaken(taken, where);
        }
    }

    /// Another connection has to lead to the same target.
    private Optional<AppConnection> connection(
            Caller caller, RotationView view, RotationSettings settings, PlanNotes notes) {
        if (settings.connection().equals(view.connection().id())) {
            return Optional.of(view.connection());
        }
        ProjectAccess access = lookup.access(caller, view.stored()).orElseThrow();
        Optional<AppConnection> other = notes.attempt(CONNECTION, () -> {
            access.require(Action.EDIT, Subject.SECRET_ROTATION, view.scopeOver(settings.connection()));
            return checks.connection(caller, settings.connection(), access, settings.type());
        });
        other.flatMap(on -> parts.targets().check(on, view.published().orElseThrow(), deadline()))
                .ifPresent(why -> notes.add(Check.fail(
                        "same-target", "the published credentials do not log in over that connection: " + why)));
        return other;
    }

    private static Optional<Check> underWay(RotationView view) {
        return switch (view.stored().rotation().state()) {
            case RotationState.Settled _, RotationState.Retiring _ -> Optional.empty();
            case RotationState.Staged _ ->
                Optional.of(Check.warn("intent", "a run is under way; its candidate is finished or undone first"));
            case RotationState.Blocked _ ->
                Optional.of(Check.fail("intent", "no known password is accepted: a person has to resolve it first"));
            case RotationState.Revoking _ -> Optional.of(Check.fail("intent", "the rotation is being deleted"));
        };
    }

    /// What the target is asked.
    ///
    /// @param asking  owns its accounts already
    private record Question(
            RotationId asking, AppConnection connection, RotationSettings settings, Optional<CredentialSet> present) {}

    private RotationPlan ask(Caller caller, Question question, PlanNotes notes) {
        RotationSettings settings = question.settings();
        AppConnection connection = question.connection();
        SettingsChecks.of(checks.driver(settings.type()), connection, settings.parameters())
                .forEach(notes::add);
        notes.attempt("statement", () -> {
            checks.requireStatementRight(caller, connection, settings);
            return settings;
        });
        var plan = RotationPlan.of(
                new RotationPlan.Means(logins, parts.targets()),
                connection,
                settings.accounts(),
                question.present(),
                deadline());
        notes.addAll(plan.checks());
        if (!notes.hasFailed(CONNECTION)) {
            notes.require("owner", () -> requireOwner(caller, question));
        }
        return plan;
    }

    private void requireOwner(Caller caller, Question question) {
        List<AccountName> accounts = question.settings().parameters().named();
        checks.requireNotOwnUser(question.connection(), accounts);
        var fingerprint =
                checks.fingerprint(question.settings().type(), question.connection(), RunAnswers.until(clock));
        try {
            parts.rotations().requireFree(question.asking(), question.connection(), fingerprint, accounts);
        } catch (AccountTaken taken) {
            throw checks.accountTaken(caller, taken);
        }
    }

    /// The next regular starts, each as if the one before it had published at once.
    static List<Instant> starts(Terms terms, Optional<Instant> first) {
        var starts = new ArrayList<Instant>();
        Optional<Instant> next = first;
        while (next.isPresent() && starts.size() < SHOWN) {
            Instant at = next.orElseThrow();
            starts.add(at);
            next = terms.next(new LastRun(Optional.of(at), at, Trigger.SCHEDULE, Optional.empty()));
        }
        return List.copyOf(starts);
    }

    private Deadline deadline() {
        return Deadline.at(RunAnswers.until(clock), clock);
    }

    private static List<Password> secrets(Optional<AppConnection> connection) {
        return connection.stream().flatMap(on -> on.secrets().stream()).toList();
    }

    private static Reply reply(RotationPlan plan, PlanNotes notes, List<Instant> starts, List<Password> secrets) {
        return Reply.ok("plan", PlanJson.of(plan, notes.checks(), starts, secrets));
    }
}
