// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.SecretQuery.Show;
import dev.keyturn.server.api.SecretView.Location;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.ImportedSecrets.Source;
import dev.keyturn.server.secret.OwnerId;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.SecretId;
import dev.keyturn.server.secret.SecretTag;
import dev.keyturn.server.sql.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One answer to a request that reads secrets, while it is put together from one consistent read.
final class SecretAnswer {
    private final Session session;
    private final SecretParts parts;
    private final SecretReader reader;
    private final SecretQuery query;
    private final Map<Source, Map<SecretId, List<SecretTag>>> tags = new HashMap<>();

    SecretAnswer(Session session, SecretParts parts, SecretReader reader, SecretQuery query) {
        this.session = session;
        this.parts = parts;
        this.reader = reader;
        this.query = query;
    }

    /// Whether the caller may read in a folder what the request is about.
    boolean shows(Environment environment, Folder folder) {
        return reader.access()
                .allows(query.show().action(), Subject.SECRETS, Scope.folder(environment.slug(), folder.path()));
    }

    /// The secrets of a folder that the request is about, and the caller's overrides of them.
    Stream<SecretView> in(Environment environment, Folder folder) {
        var source = new Source(environment, folder);
        var shared = parts.secrets().in(session, environment.projectId(), folder.id()).stream()
                .filter(secret -> fits(source, secret))
                .map(secret -> view(source, secret));
        if (!query.show().personal()) {
            return shared;
        }
        var personal = parts.personal().in(session, environment.projectId(), folder.id(), owner()).stream()
                .map(secret -> view(source, secret));
        return Stream.concat(shared, personal);
    }

    /// What a folder imports.
    Stream<ImportView> importsOf(Folder folder) {
        return parts.imported().of(session, folder.id(), reader).stream().map(shown -> {
            var source = shown.source();
            List<SecretView> secrets = shown.secrets().stream()
                    .filter(found -> fits(found.source(), found.secret()))
                    .map(found -> view(found.source(), found.secret()))
                    .toList();
            return new ImportView(
                    source.folder().path().value(),
                    source.environment().slug(),
                    new EnvironmentView(
                            source.environment().id().value(),
                            source.environment().name(),
                            source.environment().slug()),
                    source.folder().id().value(),
                    secrets);
        });
    }

    private boolean fits(Source source, Secret secret) {
        return query.filter().fits(secret, tags(source, secret));
    }

    private List<SecretTag> tags(Source source, Secret secret) {
        return tags.computeIfAbsent(
                        source, from -> parts.tags().in(session, from.folder().id()))
                .getOrDefault(secret.id(), List.of());
    }

    SecretView view(Source source, Secret secret) {
        var location = new Location(
                source.environment().projectId(),
                source.environment().slug(),
                source.folder().path());
        return SecretView.of(location, secret, tags(source, secret), value(secret));
    }

    private Optional<String> value(Secret secret) {
        Show show = query.show();
        if (!show.values()) {
            return Optional.empty();
        }
        reader.given(secret);
        return Optional.of(
                show.expanded()
                        ? parts.references().expand(session, project(), secret, reader)
                        : secret.content().value());
    }

    SecretReader reader() {
        return reader;
    }

    ProjectId project() {
        return reader.access().project();
    }

    OwnerId owner() {
        return new OwnerId(reader.caller().identity().value());
    }

    /// What comes through one import.
    record ImportView(
            String secretPath,
            String environment,
            EnvironmentView environmentInfo,
            String folderId,
            List<SecretView> secrets) {}

    record EnvironmentView(String id, String name, String slug) {}
}
