// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The pairs that may be accepted somewhere, in the order in which they are tried.
final class KnownPairs {

    private KnownPairs() {}

    /// @param remembered the pair before the published one, as its Secret has it
    /// @param supplied   what the user wants to change to: where nobody knows the live pair, that may be it
    static List<Intent.Pair> of(Sight seen, Optional<Intent.Pair> remembered, Optional<Intent.Pair> supplied) {
        return Stream.of(
                        Optional.of(seen.published()),
                        seen.intent().map(Intent::candidate),
                        seen.intent().map(Intent::previous),
                        supplied,
                        remembered)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
