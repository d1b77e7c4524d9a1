// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/// A pattern of paths: `*` stands for any text without a slash, `**` for any text, `?` for one character that is no
/// slash, and `/**` at the end for the folder itself and everything below.
public record Glob(String pattern) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_/*?-]{1,255}");
    private static final String BELOW = "/**";

    /// Empty if there is anything in it that is neither a wildcard nor part of a path.
    public static Optional<Glob> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new Glob(text)) : Optional.empty();
    }

    public boolean matches(String path) {
        var folder = pattern.endsWith(BELOW) ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        return fits(pattern, path) || (!folder.equals(pattern) && fits(folder.isEmpty() ? "/" : folder, path));
    }

    /// Walks along the pattern with the set of all places in the path that have been reached, so that no pattern takes
    /// longer than its length times the path's.
    private static boolean fits(String pattern, String path) {
        var reached = new BitSet(path.length() + 1);
        reached.set(0);
        for (var i = 0; i < pattern.length(); i++) {
            var wild = pattern.charAt(i) == '*';
            var deep = wild && pattern.startsWith("**", i);
            reached = wild ? spread(reached, path, deep) : step(reached, path, pattern.charAt(i));
            i += deep ? 1 : 0;
        }
        return reached.get(path.length());
    }

    private static BitSet spread(BitSet reached, String path, boolean deep) {
        var next = (BitSet) reached.clone();
        for (var at = 0; at < path.length(); at++) {
            if (next.get(at) && (deep || path.charAt(at) != '/')) {
                next.set(at + 1);
            }
        }
        return next;
    }

    private static BitSet step(BitSet reached, String path, char wanted) {
        var next = new BitSet(path.length() + 1);
        for (var at = 0; at < path.length(); at++) {
            var here = path.charAt(at);
            if (reached.get(at) && (here == wanted || (wanted == '?' && here != '/'))) {
                next.set(at + 1);
            }
        }
        return next;
    }
}
