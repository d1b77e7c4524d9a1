// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import java.util.List;

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
    static final List<String> OF_CHANGES = List.of("apply", "retire", "prepare", "commit");
    static final List<String> OTHERS = List.of("boot state", "verify");

    private Effects() {}

    static boolean isOfStore(String effect) {
        return OF_STORE.contains(effect);
    }
}
