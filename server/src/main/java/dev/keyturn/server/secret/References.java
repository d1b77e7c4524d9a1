// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.sql.Session;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Expands references to other secrets of the same project: `${NAME}` in the same folder, `${environment.NAME}` in the
/// root of an environment, `${environment.folder.NAME}` below it.
///
/// What a rotation generated is taken as it is, whatever it looks like. A reference that leads nowhere, or back to
/// itself, stays as it was written.
public final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]+)}");
    private static final int DEEPEST = 10;

    private final Environments environments;
    private final Folders folders;
    private final Secrets secrets;

    public References(Environments environments, Folders folders, Secrets secrets) {
        this.environments = environments;
        this.folders = folders;
        this.secrets = secrets;
    }

    /// Whether the values in a folder may be shown to whoever asks. A reference to others stays as it was written.
    @FunctionalInterface
    public interface Visible {
        boolean in(String environment, FolderPath path);
    }

    /// The value of a secret with its references expanded.
    public String expand(Session session, ProjectId project, Secret secret, Visible readable) {
        return expand(session, project, secret, readable, Set.of());
    }

    private String expand(Session session, ProjectId project, Secret secret, Visible readable, Set<SecretId> above) {
        var value = secret.content().value();
        if (!(secret.kind() instanceof Kind.Ordinary) || above.size() >= DEEPEST) {
            return value;
        }
        var here = new HashSet<>(above);
        here.add(secret.id());
        return REFERENCE
                .matcher(value)
                .replaceAll(match ->
                        Matcher.quoteReplacement(find(session, project, secret.folder(), match.group(1), readable)
                                .filter(found -> !here.contains(found.id()))
                                .map(found -> expand(session, project, found, readable, here))
                                .orElse(match.group())));
    }

    private Optional<Secret> find(
            Session session, ProjectId project, FolderId folder, String reference, Visible readable) {
        var parts = Arrays.asList(reference.strip().split("\\.", -1));
        if (parts.size() == 1) {
            return secrets.find(session, project, folder, parts.getFirst());
        }
        var path = path(parts.subList(1, parts.size() - 1));
        return environments
                .find(session, project, parts.getFirst())
                .filter(environment -> readable.in(environment.slug(), path))
                .flatMap(environment -> folders.find(session, environment.id(), path))
                .flatMap(found -> secrets.find(session, project, found.id(), parts.getLast()));
    }

    private static FolderPath path(List<String> names) {
        var path = FolderPath.ROOT;
        for (var name : names) {
            path = path.child(name);
        }
        return path;
    }
}
