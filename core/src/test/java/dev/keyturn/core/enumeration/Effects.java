// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.target.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of effects.
final class Effects {
    static final List<String> OF_STORE = List.of(
            "begin",
            "save Settled",
            "save Staged",
            "save Retiring",
            "save Blocked",
            "save Revoking",
            "publish",
            "remove");
    /// What went wrong, among the effects of a run.
    static final Pattern TROUBLE = Pattern.compile(Stream.concat(
                    Arrays.stream(Fault.Kind.values()).map(kind -> "^" + kind + " "),
                    Arrays.stream(Answer.values()).map(answer -> " " + answer + "$"))
            .collect(Collectors.joining("|")));

    private Effects() {}

    static boolean isOfStore(String effect) {
        return OF_STORE.contains(effect);
    }
}
