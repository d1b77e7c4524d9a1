// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.util.Locale;

/// The steps of a run, as errors and the history name them (API contract §4.2).
public enum Step {
    CHECK,
    RESERVE,
    APPLY,
    VERIFY,
    PUBLISH,
    NOTIFY,
    RETIRE;

    /// `apply`
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
