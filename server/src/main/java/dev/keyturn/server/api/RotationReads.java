// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.secret.FolderPath;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// What can be read of rotations (API contract §2.1, §13.3).
public final class RotationReads {
    private static final int MOST_ATTEMPTS = 100;

    private final RotationLookup lookup;
    private final Rotations rotations;
    private final Readers readers;

    RotationReads(RotationLookup lookup, Rotations rotations, Readers readers) {
        this.lookup = lookup;
        this.rotations = rotations;
        this.readers = readers;
    }

    Reply options(Call call, Caller caller) {
        return Reply.ok(
                "secretRotationOptions",
                lookup.offered().stream().map(RotationOptionJson::of).toList());
    }

    Reply list(Call call, Caller caller) {
        return list(call, caller, _ -> true);
    }

    Reply listOfType(Call call, Caller caller) {
        RotationType type = lookup.type(call);
        return list(call, caller, settings -> settings.type().equals(type));
    }

    private Reply list(Call call, Caller caller, Predicate<RotationSettings> fits) {
        Input query = call.query();
        var project = Places.project(query);
        query.done();
        var access = lookup.project(caller, project, Action.READ);
        List<RotationJson> all = rotations.ofProject(project).stream()
                .filter(stored -> fits.test(stored.settings()))
                .map(lookup::view)
                .filter(view -> access.allows(Action.READ, Subject.SECRET_ROTATION, view.scope()))
                .map(RotationView::resource)
                .toList();
        return Reply.ok("secretRotations", all);
    }

    Reply get(Call call, Caller caller) {
        return resource(lookup.require(call, caller, Action.READ));
    }

    Reply byName(Call call, Caller caller) {
        var type = lookup.type(call);
        Input query = call.query();
        var project = Places.project(query);
        String environment = query.text("environment").trimmed().atLeast(1).required();
        FolderPath path = Places.path(query, "secretPath");
        query.done();
        var access = lookup.project(caller, project, Action.READ);
        var folder = lookup.folder(project, environment, path).folder().id();
        String name = call.name("name");
        return rotations
                .named(folder, name)
                .filter(stored -> stored.settings().type().equals(type))
                .map(lookup::view)
                .filter(view -> access.allows(Action.READ, Subject.SECRET_ROTATION, view.scope()))
                .map(RotationReads::resource)
                .orElseThrow(() ->
                        ApiError.notFound("%s rotation with name \"%s\" not found in environment \"%s\" at path \"%s\""
                                .formatted(type.displayName(), name, environment, path)));
    }

    Reply generatedCredentials(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.READ_GENERATED_CREDENTIALS);
        view.stored().rotation().state().credentials().live().forEach(set -> noteReader(view, set, caller));
        return Reply.ok(GeneratedCredentialsJson.of(view.stored())).with("Cache-Control", "no-store");
    }

    /// User name and password together with one version, for whoever may read the mapped secrets anyway.
    Reply activeCredentials(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.READ);
        ProjectAccess access = lookup.access(caller, view.stored()).orElseThrow();
        if (!access.allows(Action.READ, Subject.SECRETS, view.place())) {
            access.require(Action.READ_GENERATED_CREDENTIALS, Subject.SECRET_ROTATION, view.scope());
        }
        Credential published = view.published().orElseThrow();
        noteReader(view, published, caller);
        String etag = "\"" + published.version() + "\"";
        Reply reply = call.header("If-None-Match")
                        .filter(known -> matches(known, etag))
                        .isPresent()
                ? Reply.notModified(etag)
                : Reply.ok(ActiveCredentialsJson.of(view, published)).with("ETag", etag);
        return reply.with("Cache-Control", "private, no-cache");
    }

    private void noteReader(RotationView view, Credential set, Caller caller) {
        readers.read(view.stored().id(), set.version(), caller.identity());
    }

    private static boolean matches(String known, String etag) {
        return Arrays.stream(known.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(etag) || one.equals("W/" + etag));
    }

    Reply attempts(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.READ);
        Input query = call.query();
        int limit =
                Math.toIntExact(query.integer("limit").between(1, MOST_ATTEMPTS).or(20L));
        long before = query.integer("cursor").atLeast(0).or(Long.MAX_VALUE);
        query.done();
        var page = rotations.attempts(view.stored().id(), before, limit + 1);
        return Reply.ok(AttemptsJson.of(page, limit, view.secrets()));
    }

    /// The names of users are for who may learn them elsewhere.
    Reply sets(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.READ);
        Input query = call.query();
        int limit =
                Math.toIntExact(query.integer("limit").between(1, MOST_ATTEMPTS).or(20L));
        long before = query.integer("cursor").atLeast(0).or(Long.MAX_VALUE);
        query.done();
        ProjectAccess access = lookup.access(caller, view.stored()).orElseThrow();
        boolean named = access.allows(Action.READ, Subject.SECRETS, view.place())
                || access.allows(Action.READ_GENERATED_CREDENTIALS, Subject.SECRET_ROTATION, view.scope());
        var page = rotations.sets(view.stored().id(), before, limit + 1);
        return Reply.ok(SetsJson.of(page, limit, named));
    }

    static Reply resource(RotationView view) {
        return Reply.ok("secretRotation", view.resource());
    }
}
