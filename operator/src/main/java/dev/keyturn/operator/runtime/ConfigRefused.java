// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import java.util.List;

/// Options or environment cannot be used. Show every fault and end with exit code 2.
public final class ConfigRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    ConfigRefused(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /// One sentence each.
    public List<String> faults() {
        return faults;
    }
}
