// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.sql.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows the imports of a folder: each imported folder shows its own secrets, then those that it imports itself and
/// has no secret of the same name for. Later imports count more than earlier ones. What the recipient may not read is
/// left out.
public final class ImportedSecrets {
    private static final int DEEPEST = 50;

    private final Environments environments;
    private final Folders folders;
    private final Secrets secrets;
    private final SecretImports imports;

    public ImportedSecrets(Environments environments, Folders folders, Secrets secrets, SecretImports imports) {
        this.environments = environments;
        this.folders = folders;
        this.secrets = secrets;
        this.imports = imports;
    }

    /// A folder in its environment.
    public record Source(Environment environment, Folder folder) {}

    /// A secret, and the folder that it really lies in.
    public record Found(Source source, Secret secret) {}

    /// One import of a folder, with everything that comes through it.
    public record Shown(Source source, List<Found> secrets) {
        public Shown {
            secrets = List.copyOf(secrets);
        }
    }

    /// What a folder imports, in its order.
    public List<Shown> of(Session session, FolderId folder, Recipient recipient) {
        var walk = new Walk(session, recipient, new HashMap<>(Map.of(folder, List.of())));
        return imports.of(session, folder).stream()
                .flatMap(found -> readable(session, found, recipient).stream())
                .map(source -> new Shown(source, walk.all(source, 1)))
                .toList();
    }

    /// One walk along the imports: each folder is read once, and adds nothing where it comes round again.
    private final class Walk {
        private final Session session;
        private final Recipient recipient;
        private final Map<FolderId, List<Found>> known;

        Walk(Session session, Recipient recipient, Map<FolderId, List<Found>> known) {
            this.session = session;
            this.recipient = recipient;
            this.known = known;
        }

        List<Found> all(Source source, int depth) {
            var id = source.folder().id();
            var before = known.putIfAbsent(id, List.of());
            if (before != null) {
                return before;
            }
            Map<String, Found> byName = new LinkedHashMap<>();
            secrets.in(session, source.environment().projectId(), id)
                    .forEach(secret -> byName.put(secret.name(), new Found(source, secret)));
            if (depth < DEEPEST) {
                imports.of(session, id).reversed().stream()
                        .flatMap(next -> readable(session, next, recipient).stream())
                        .flatMap(next -> all(next, depth + 1).stream())
                        .forEach(found -> byName.putIfAbsent(found.secret().name(), found));
            }
            var all = List.copyOf(byName.values());
            known.put(id, all);
            return all;
        }
    }

    private Optional<Source> readable(Session session, SecretImport found, Recipient recipient) {
        return folders.find(session, found.source())
                .flatMap(folder -> environments
                        .find(session, folder.environment())
                        .map(environment -> new Source(environment, folder)))
                .filter(source -> recipient.reads(
                        source.environment().slug(), source.folder().path()));
    }

    /// The secret that a folder shows under a name by its imports.
    public Optional<Found> find(Session session, FolderId folder, String name, Recipient recipient) {
        return of(session, folder, recipient).reversed().stream()
                .flatMap(shown -> shown.secrets().stream())
                .filter(found -> found.secret().name().equals(name))
                .findFirst();
    }
}
