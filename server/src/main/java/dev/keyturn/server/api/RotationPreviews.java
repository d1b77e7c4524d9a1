// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.target.ScopeNote;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.api.RotationLookup.FolderIn;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Issue;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.RotationParts;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Says of a body that is still being written what create would say to it, as far as that is known without the target
/// (API contract §13.3): for forms. Asks no target, stores nothing.
public final class RotationPreviews {
    private static final RotationId NOBODY = new RotationId("");

    /// Longer ones are not explained.
    private static final int LONGEST_SCOPE = 4_096;

    private final RotationLookup lookup;
    private final RotationChecks checks;
    private final RotationParts parts;
    private final PasswordGenerator generator;
    private final InstantSource clock;

    RotationPreviews(
            RotationLookup lookup,
            RotationChecks checks,
            RotationParts parts,
            PasswordGenerator generator,
            InstantSource clock) {
        this.lookup = lookup;
        this.checks = checks;
        this.parts = parts;
        this.generator = generator;
        this.clock = clock;
    }

    Reply preview(Call call, Caller caller) {
        RotationType type = lookup.type(call);
        TargetDriver driver = checks.driver(type);
        Input body = call.body();
        var asked = body.anew();
        var project = Places.project(asked);
        asked.done();
        ProjectAccess access = lookup.project(caller, project, Action.CREATE);
        var issues = new ArrayList<Issue>();
        Optional<RotationBody.Create> wanted =
                attempt(issues, List.of(), () -> RotationBody.Create.of(body.anew(), type, driver, clock.instant()));
        wanted.ifPresent(create -> look(new Question(caller, access, create, issues), type));
        List<Instant> starts = wanted.map(create -> starts(create.settings())).orElse(List.of());
        return Reply.ok(
                "preview", PreviewJson.of(issues, starts, scope(body.anew(), driver), example(body.anew(), driver)));
    }

    /// @param issues what was found, and what will be
    private record Question(Caller caller, ProjectAccess access, RotationBody.Create wanted, List<Issue> issues) {}

    private void look(Question question, RotationType type) {
        var wanted = question.wanted();
        RotationSettings settings = wanted.settings();
        var issues = question.issues();
        attempt(
                        issues,
                        List.of("secretPath"),
                        () -> lookup.folder(wanted.project(), wanted.environment(), wanted.path()))
                .ifPresent(in -> lookAtNames(in, settings, issues));
        attempt(issues, List.of("secretsMapping", "password"), () -> {
            RotationChecks.requireDistinct(settings);
            return settings;
        });
        attempt(
                        issues,
                        List.of("connectionId"),
                        () -> checks.connection(question.caller(), settings.connection(), question.access(), type))
                .ifPresent(connection -> lookAtAccounts(question, connection));
    }

    private void lookAtNames(FolderIn in, RotationSettings settings, List<Issue> issues) {
        String where = "in environment \"%s\" at path \"%s\""
                .formatted(in.environment().slug(), in.folder().path());
        if (!parts.rotations().isNameFree(in.folder().id(), settings.name())) {
            issues.add(Issue.custom(List.of("name"), message(RotationWrites.nameTaken(settings, where))));
        }
        List<String> taken = parts.rotations().takenSecrets(in.folder().id(), settings.mapping());
        settings.mapping().byField().forEach((field, name) -> {
            if (taken.contains(name)) {
                String why = message(RotationWrites.secretsTaken(List.of(name), where));
                issues.add(Issue.custom(List.of("secretsMapping", field), why));
            }
        });
    }

    private void lookAtAccounts(Question question, AppConnection connection) {
        RotationSettings settings = question.wanted().settings();
        settings.parameters().named().forEach(account -> {
            boolean first = account.equals(settings.parameters().named().getFirst());
            attempt(question.issues(), List.of("parameters", first ? "username1" : "username2"), () -> {
                checks.requireNotOwnUser(connection, List.of(account));
                return account;
            });
        });
        attempt(question.issues(), List.of("parameters", "rotationStatement"), () -> {
            checks.requireStatementRight(question.caller(), connection, settings);
            return settings;
        });
    }

    private List<Instant> starts(RotationSettings settings) {
        Terms terms = parts.terms().of(NOBODY, settings);
        Instant now = clock.instant();
        var created = new LastRun(Optional.of(now), now, Trigger.CREATE, Optional.empty());
        return RotationPlans.starts(terms, terms.next(created));
    }

    private static List<ScopeNote> scope(Input body, TargetDriver driver) {
        return parameters(body)
                .flatMap(parameters -> parameters.text("permissionScope").optional())
                .filter(text -> text.length() <= LONGEST_SCOPE)
                .map(driver::explain)
                .orElse(List.of());
    }

    /// Of the requirements alone, whatever else is wrong.
    private Optional<Password> example(Input body, TargetDriver driver) {
        Optional<Input> wanted = parameters(body)
                .flatMap(parameters -> attempt(
                                new ArrayList<>(), List.of(), () -> parameters.optionalObject("passwordRequirements"))
                        .flatMap(given -> given));
        Optional<PasswordRequirements> requirements = wanted.isEmpty()
                ? Optional.of(PasswordRequirements.standard())
                : ParameterFields.requirements(wanted.orElseThrow());
        return requirements
                .filter(these -> driver.passwordPolicy().refuses(these).isEmpty())
                .map(generator::password);
    }

    private static Optional<Input> parameters(Input body) {
        return body.isObject("parameters") ? body.optionalObject("parameters") : Optional.empty();
    }

    /// What is refused becomes an issue: those of the error, or one at `path`.
    private static <T> Optional<T> attempt(List<Issue> issues, List<Object> path, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (ApiError refused) {
            issues.addAll(
                    refused.issues().isEmpty() ? List.of(Issue.custom(path, message(refused))) : refused.issues());
            return Optional.empty();
        }
    }

    private static String message(ApiError refused) {
        return String.valueOf(refused.getMessage());
    }
}
