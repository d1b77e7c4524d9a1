// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.auth.Glob;
import java.util.Optional;

/// Which folders a webhook is about: `/` the root alone, `/apps/*` what lies directly in a folder,
/// `/apps/**` the folder and everything below.
public record FolderGlob(Glob glob) {
    public static Optional<FolderGlob> parse(String text) {
        String path = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return path.startsWith("/") ? Glob.parse(path).map(FolderGlob::new) : Optional.empty();
    }

    boolean matches(String folder) {
        return glob.matches(folder);
    }

    @Override
    public String toString() {
        return glob.pattern();
    }
}
