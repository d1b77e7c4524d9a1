// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.SecretAnswer.ImportView;
import dev.keyturn.server.api.SecretQuery.Show;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.ImportedSecrets.Found;
import dev.keyturn.server.secret.ImportedSecrets.Source;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.SecretId;
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
/// always of the same version.
///
/// In v3 references and imports are followed on request, in v4 unless the client says otherwise; v4 answers carry an
/// `ETag`.
final class SecretReads {
    private static final Set<String> TYPES = Set.of("shared", "personal");

    private final Database database;
    private final Places places;
    private final SecretParts parts;

    SecretReads(Database database, Places places, SecretParts parts) {
        this.database = database;
        this.places = places;
        this.parts = parts;
    }

    Reply listV3(Call call, Caller caller) {
        return list(call, caller, Show.V3);
    }

    Reply getV3(Call call, Caller caller) {
        return get(call, caller, Show.V3);
    }

    Reply byIdV3(Call call, Caller caller) {
        return byId(call, caller, Show.V3);
    }

    Reply listV4(Call call, Caller caller) {
        return tagged(call, list(call, caller, Show.V4));
    }

    Reply getV4(Call call, Caller caller) {
        return tagged(call, get(call, caller, Show.V4));
    }

    Reply byIdV4(Call call, Caller caller) {
        return tagged(call, byId(call, caller, Show.V4));
    }

    private Reply list(Call call, Caller caller, Show standard) {
        var input = call.query();
        var query = SecretQuery.of(input, standard);
        input.done();
        return database.read(session -> {
            var answer = answer(session, query, caller);
            var environment =
                    places.environment(session, answer.project(), query.place().environmentSlug());
            call.note("secretPath", query.place().path().value());
            List<Folder> folders = places
                    .folders()
                    .find(session, environment.id(), query.place().path())
                    .stream()
                    .flatMap(folder -> folders(session, folder, query.show().recursive()))
                    .filter(folder -> answer.shows(environment, folder))
                    .toList();
            List<SecretView> secrets = folders.stream()
                    .flatMap(folder -> answer.in(environment, folder))
                    .toList();
            List<ImportView> imports = query.show().imports()
                    ? folders.stream().flatMap(answer::importsOf).toList()
                    : List.of();
            return Reply.ok(new ListView(secrets, imports));
        });
    }

    private SecretAnswer answer(Session session, SecretQuery query, Caller caller) {
        var access = query.place().access(session, places, caller, query.show().action());
        return new SecretAnswer(session, parts, new SecretReader(caller, access, parts.readers()), query);
    }

    private Stream<Folder> folders(Session session, Folder folder, boolean recursive) {
        return recursive
                ? Stream.concat(Stream.of(folder), places.folders().below(session, folder).stream())
                : Stream.of(folder);
    }

    private Reply get(Call call, Caller caller, Show standard) {
        var input = call.query();
        var query = SecretQuery.of(input, standard);
        var personal = input.text("type").oneOf(TYPES).or("shared").equals("personal");
        var version = input.integer("version").atLeast(1).optional();
        input.done();
        var name = call.name("name");
        return database.read(session -> {
            var answer = answer(session, query, caller);
            var environment =
                    places.environment(session, answer.project(), query.place().environmentSlug());
            var source = new Source(
                    environment,
                    places.folder(session, environment, query.place().path()));
            var found = personal
                    ? override(session, answer, source, name)
                    : find(session, query, source, name, version, answer);
            return found.map(secret -> answer.view(secret.source(), secret.secret()))
                    .map(view -> Reply.ok("secret", view))
                    .orElseThrow(() -> notFound(name, environment, source.folder()));
        });
    }

    private Optional<Found> override(Session session, SecretAnswer answer, Source source, String name) {
        var project = source.environment().projectId();
        return parts.secrets()
                .find(session, project, source.folder().id(), name)
                .flatMap(shared -> parts.personal().find(session, project, shared.id(), answer.owner()))
                .map(secret -> new Found(source, secret));
    }

    private Optional<Found> find(
            Session session,
            SecretQuery query,
            Source source,
            String name,
            Optional<Long> version,
            SecretAnswer answer) {
        var project = source.environment().projectId();
        var folder = source.folder().id();
        if (version.isPresent()) {
            var wanted = Math.toIntExact(Math.min(version.get(), Integer.MAX_VALUE));
            return parts.secrets()
                    .find(session, project, folder, name, wanted)
                    .map(secret -> new Found(source, secret));
        }
        return parts.secrets()
                .find(session, project, folder, name)
                .map(secret -> new Found(source, secret))
                .or(() -> query.show().imports()
                        ? parts.imported().find(session, folder, name, answer.reader())
                        : Optional.empty());
    }

    private Reply byId(Call call, Caller caller, Show standard) {
        var input = call.query();
        var query = SecretQuery.of(input, standard);
        input.done();
        var id = new SecretId(call.uuid("secretId"));
        return database.read(session -> {
            var place = place(session, caller, id, query.show().action());
            var reader = new SecretReader(caller, place.access(), parts.readers());
            var answer = new SecretAnswer(session, parts, reader, query);
            Secret secret =
                    parts.secrets().versions(session, place.project(), id, 0, 1).getFirst();
            return Reply.ok("secret", answer.view(new Source(place.environment(), place.folder()), secret));
        });
    }

    private Places.Place place(Session session, Caller caller, SecretId id, Action action) {
        var unknown = ApiError.notFound("Secret with id \"%s\" not found".formatted(id));
        var folder = parts.secrets().folderOf(session, id).orElseThrow(() -> unknown);
        var place = places.find(session, caller, folder).orElseThrow(() -> unknown);
        var _ = place.access().require(action, Subject.SECRETS, place.scope());
        return place;
    }

    /// The versions of a secret, newest first.
    Reply versions(Call call, Caller caller) {
        var input = call.query();
        var query = SecretQuery.of(input, Show.V3);
        var skipped = input.integer("offset").between(0, Integer.MAX_VALUE).or(0L);
        var most = input.integer("limit").between(1, 100).or(20L);
        input.done();
        var id = new SecretId(call.uuid("secretId"));
        return database.read(session -> {
            var place = place(session, caller, id, query.show().action());
            var reader = new SecretReader(caller, place.access(), parts.readers());
            var answer = new SecretAnswer(session, parts, reader, query);
            var source = new Source(place.environment(), place.folder());
            List<SecretView> versions =
                    parts.secrets().versions(session, place.project(), id, skipped.intValue(), most.intValue()).stream()
                            .map(secret -> answer.view(source, secret))
                            .toList();
            return Reply.ok("secretVersions", versions);
        });
    }

    static ApiError notFound(String name, Environment environment, Folder folder) {
        return ApiError.notFound("Secret \"%s\" not found in environment \"%s\" at path \"%s\""
                .formatted(name, environment.slug(), folder.path()));
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

    private record ListView(List<SecretView> secrets, List<ImportView> imports) {}
}
