// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import java.util.Locale;

/// What a check says.
public enum Status {
    OK,
    FAILING,
    /// Not checked yet, or the target said nothing about it.
    UNKNOWN;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
