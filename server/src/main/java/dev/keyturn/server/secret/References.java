// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.sql.Session;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Expands references to other secrets of the same project: `${NAME}` in the same folder, `${environment.NAME}` in the
/// root of an environment, `${environment.folder.NAME}` below it.
///
/// What a rotation generated is taken as it is, whatever it looks like. A reference that leads nowhere, back to itself,
/// or to where the recipient may not read, stays as it was written; so do those past the limits, which keep a handful
/// of secrets from growing to more than the memory holds.
public final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]+)}");
    private static final int DEEPEST = 10;
    /// How many references are followed for one secret.
    private static final int MOST = 1_000;
    /// How many characters a value may have when its references are expanded.
    private static final int LONGEST = 1 << 20;

    private final Environments environments;
    private final Folders folders;
    private final Secrets secrets;

    public References(Environments environments, Folders folders, Secrets secrets) {
        this.environments = environments;
        this.folders = folders;
        this.secrets = secrets;
    }

    /// The value of a secret with its references expanded. The recipient hears of every secret that is part of it, but
    /// not of the secret itself.
    public String expand(Session session, ProjectId project, Secret secret, Recipient recipient) {
        return new Expansion(session, project, recipient).of(secret, Set.of());
    }

    /// The expansion of one secret, and what is left to it.
    private final class Expansion {
        private final Session session;
        private final ProjectId project;
        private final Recipient recipient;
        private int left = MOST;
        private int characters = LONGEST;

        Expansion(Session session, ProjectId project, Recipient recipient) {
            this.session = session;
            this.project = project;
            this.recipient = recipient;
        }

        String of(Secret secret, Set<SecretId> above) {
            var value = secret.content().value();
            characters -= value.length();
            if (!mayRefer(secret.kind()) || above.size() >= DEEPEST || value.indexOf("${") < 0) {
                return value;
            }
            var here = new HashSet<>(above);
            here.add(secret.id());
            var expanded = new StringBuilder();
            var matcher = REFERENCE.matcher(value);
            var from = 0;
            while (matcher.find()) {
                expanded.append(value, from, matcher.start());
                expanded.append(follow(secret.folder(), matcher.group(1), here).orElseGet(matcher::group));
                from = matcher.end();
            }
            return expanded.append(value, from, value.length()).toString();
        }

        private Optional<String> follow(FolderId folder, String reference, Set<SecretId> above) {
            if (left <= 0 || characters <= 0) {
                return Optional.empty();
            }
            left--;
            return find(folder, reference)
                    .filter(found -> !above.contains(found.id()))
                    .filter(found -> found.content().value().length() <= characters)
                    .map(found -> {
                        recipient.given(found);
                        return of(found, above);
                    });
        }

        private Optional<Secret> find(FolderId folder, String reference) {
            var parts = Arrays.asList(reference.strip().split("\\.", -1));
            if (parts.size() == 1) {
                return secrets.find(session, project, folder, parts.getFirst());
            }
            var path = path(parts.subList(1, parts.size() - 1));
            return environments
                    .find(session, project, parts.getFirst())
                    .filter(environment -> recipient.reads(environment.slug(), path))
                    .flatMap(environment -> folders.find(session, environment.id(), path))
                    .flatMap(found -> secrets.find(session, project, found.id(), parts.getLast()));
        }
    }

    private static FolderPath path(List<String> names) {
        var path = FolderPath.ROOT;
        for (var name : names) {
            path = path.child(name);
        }
        return path;
    }

    private static boolean mayRefer(Kind kind) {
        return kind instanceof Kind.Ordinary || kind instanceof Kind.Personal;
    }
}
