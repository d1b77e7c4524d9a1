// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.Places.Place;
import dev.keyturn.server.api.SecretView.Location;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.References;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reading secrets (contract §8). Each answer comes from one consistent read, so a user name and its password are
/// always
/// of the same version.
///
/// In v3 references are expanded on request, in v4 unless the client says otherwise; v4 answers carry an `ETag`.
final class SecretReads {
    private static final Set<String> TYPES = Set.of("shared", "personal");

    private final Database database;
    private final Places places;
    private final Secrets secrets;
    private final References references;
    private final Readers readers;

    SecretReads(Database database, Places places, Secrets secrets, References references, Readers readers) {
        this.database = database;
        this.places = places;
        this.secrets = secrets;
        this.references = references;
        this.readers = readers;
    }

    Reply listV3(Call call, Caller caller) {
        return list(call, caller, false);
    }

    Reply getV3(Call call, Caller caller) {
        return get(call, caller, false);
    }

    Reply listV4(Call call, Caller caller) {
        return tagged(call, list(call, caller, true));
    }

    Reply getV4(Call call, Caller caller) {
        return tagged(call, get(call, caller, true));
    }

    private Reply list(Call call, Caller caller, boolean expandByDefault) {
        var input = call.query();
        var query = SecretQuery.of(input, expandByDefault);
        input.done();
        return database.read(session -> {
            var access = query.access(session, places, caller, Action.READ);
            var environment = places.environment(session, access.project(), query.environmentSlug());
            var readable = readable(access);
            var found = places.folders().find(session, environment.id(), query.path()).stream()
                    .flatMap(folder -> folders(session, folder, query.recursive()))
                    .filter(folder -> readable.in(environment.slug(), folder.path()))
                    .flatMap(folder -> found(session, query, environment.projectId(), folder)
                            .map(secret -> view(
                                    session,
                                    query,
                                    new Place(access, environment, folder),
                                    read(caller, query, secret))))
                    .toList();
            return Reply.ok(new ListView(found, List.of()));
        });
    }

    private Stream<Folder> folders(Session session, Folder folder, boolean recursive) {
        return recursive
                ? Stream.concat(Stream.of(folder), places.folders().below(session, folder).stream())
                : Stream.of(folder);
    }

    private Stream<Secret> found(Session session, SecretQuery query, ProjectId project, Folder folder) {
        return query.tagged()
                ? Stream.empty()
                : secrets.in(session, project, folder.id()).stream().filter(query.metadata()::fits);
    }

    /// Whoever is given what a rotation published is remembered.
    private Secret read(Caller caller, SecretQuery query, Secret secret) {
        if (query.showValue()) {
            secret.rotated()
                    .ifPresent(published ->
                            readers.read(published.rotation(), published.credentialVersion(), caller.identity()));
        }
        return secret;
    }

    private Reply get(Call call, Caller caller, boolean expandByDefault) {
        var input = call.query();
        var query = SecretQuery.of(input, expandByDefault);
        var type = input.text("type").oneOf(TYPES).or("shared");
        var version = input.integer("version").atLeast(1).optional();
        input.done();
        var name = call.name("name");
        return database.read(session -> {
            var access = query.access(session, places, caller, Action.READ);
            var environment = places.environment(session, access.project(), query.environmentSlug());
            var folder = places.folder(session, environment, query.path());
            return find(session, access.project(), folder, name, version)
                    .filter(_ -> type.equals("shared"))
                    .map(secret -> read(caller, query, secret))
                    .map(secret ->
                            Reply.ok("secret", view(session, query, new Place(access, environment, folder), secret)))
                    .orElseThrow(() -> notFound(name, environment, folder));
        });
    }

    private Optional<Secret> find(
            Session session, ProjectId project, Folder folder, String name, Optional<Long> version) {
        return version.isPresent()
                ? secrets.find(
                        session,
                        project,
                        folder.id(),
                        name,
                        Math.toIntExact(Math.min(version.get(), Integer.MAX_VALUE)))
                : secrets.find(session, project, folder.id(), name);
    }

    static ApiError notFound(String name, Environment environment, Folder folder) {
        return ApiError.notFound("Secret \"%s\" not found in environment \"%s\" at path \"%s\""
                .formatted(name, environment.slug(), folder.path()));
    }

    /// Of the values that references lead to.
    private static References.Visible readable(ProjectAccess access) {
        return (environment, path) -> access.allows(Action.READ, Subject.SECRETS, Scope.folder(environment, path));
    }

    private SecretView view(Session session, SecretQuery query, Place place, Secret secret) {
        var location = new Location(
                place.project(), place.environment().slug(), place.folder().path());
        if (!query.showValue()) {
            return SecretView.of(location, secret, Optional.empty());
        }
        var value = query.expand()
                ? references.expand(session, place.project(), secret, readable(place.access()))
                : secret.content().value();
        return SecretView.of(location, secret, Optional.of(value));
    }

    /// Adds the hash of the answer, or says that the client has it already.
    private static Reply tagged(Call call, Reply reply) {
        var etag = "\"" + hash(Json.write(reply.body().orElseThrow())) + "\"";
        var known = call.header("If-None-Match")
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
        return known.stream().map(String::strip).anyMatch(tag -> tag.equals(etag) || tag.equals("W/" + etag))
                ? Reply.notModified(etag)
                : reply.with("ETag", etag).with("Cache-Control", "private, no-cache");
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private record ListView(List<SecretView> secrets, List<String> imports) {}
}
