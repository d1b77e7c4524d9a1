// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects what the rules of one object find.
final class Findings {

    private final List<Fault> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void refuse(String field, String text) {
        faults.add(new Fault(field, text));
    }

    void refuseIf(boolean broken, String field, String text) {
        if (broken) {
            refuse(field, text);
        }
    }

    void warn(String text) {
        warnings.add(text);
    }

    /// A field that is stored and does nothing.
    void warnIfIdle(boolean given, String field) {
        if (given) {
            warn("field " + field + " has no effect in Keyturn");
        }
    }

    /// The same for a tree, which is a null node where it was left out.
    void warnIfIdle(Optional<JsonNode> tree, String field) {
        warnIfIdle(tree.filter(given -> !given.isNull()).isPresent(), field);
    }

    Verdict verdict() {
        return new Verdict(faults, warnings);
    }
}
