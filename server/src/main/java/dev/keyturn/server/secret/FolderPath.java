// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a folder lies in its environment: `/`, or names after slashes, without one at the end.
public record FolderPath(String value) {
    public static final FolderPath ROOT = new FolderPath("/");

    private static final Pattern VALID = Pattern.compile("/|(/[A-Za-z0-9_-]{1,64})+/?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// Reads what a client wrote; empty if it is no path.
    public static Optional<FolderPath> parse(String text) {
        var path = text.strip();
        if (!VALID.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                path.length() > 1 && path.endsWith("/")
                        ? new FolderPath(path.substring(0, path.length() - 1))
                        : new FolderPath(path));
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public FolderPath child(String name) {
        return new FolderPath(prefix() + name);
    }

    public boolean isRoot() {
        return value.equals("/");
    }

    /// The names from the root down.
    public List<String> names() {
        return isRoot() ? List.of() : List.of(value.substring(1).split("/", -1));
    }

    /// Begins the path of everything below.
    String prefix() {
        return isRoot() ? "/" : value + "/";
    }

    @Override
    public String toString() {
        return value;
    }
}
