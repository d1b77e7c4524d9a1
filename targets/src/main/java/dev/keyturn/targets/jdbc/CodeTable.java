// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.Refused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An engine's error codes and what they mean, as its page of `engines.md` lists them. An entry is a whole code or the
/// beginning of one; the longest that fits decides, so that `57P01` may differ from `57`.
///
/// @param refused    the codes of refusals
/// @param unanswered the codes after which nobody knows what happened
public record CodeTable(Map<Reason, List<String>> refused, List<String> unanswered) {
    public CodeTable {
        refused = Map.copyOf(refused);
        unanswered = List.copyOf(unanswered);
    }

    /// What a code means.
    ///
    /// @param unknown for a code that is not in the table; empty if nobody knows what happened then
    /// @return empty if nobody knows what happened
    public Optional<Reason> reason(String code, Optional<Reason> unknown) {
        for (int length = code.length(); length > 0; length--) {
            String entry = code.substring(0, length);
            if (unanswered.contains(entry)) {
                return Optional.empty();
            }
            Optional<Reason> known = refused.entrySet().stream()
                    .filter(line -> line.getValue().contains(entry))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (known.isPresent()) {
                return known;
            }
        }
        return unknown;
    }
}
