// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import java.util.List;
import java.util.stream.Collectors;

/// What the rules say about an object: every fault at once, and what its owner should know though it is taken.
public record Verdict(List<Fault> faults, List<String> warnings) {
    public Verdict {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }

    public static Verdict accepted() {
        return new Verdict(List.of(), List.of());
    }

    public boolean isAccepted() {
        return faults.isEmpty();
    }

    /// All faults in one line; empty for an accepted object.
    public String reason() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
