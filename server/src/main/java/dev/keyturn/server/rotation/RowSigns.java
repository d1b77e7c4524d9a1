// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a row says in the clear about its sealed value, so that rows can be counted without being opened. Nothing is
/// decided by it.
///
/// @param state  in lower case
/// @param since  when that state was entered
/// @param failed whether the last run did not publish
/// @param ends   when the first of the credentials that wait for the end of their grace ends
record RowSigns(String state, Instant since, boolean failed, Optional<Instant> ends) {
    /// Every state there is.
    static final List<String> STATES = List.of("settled", "staged", "retiring", "blocked", "revoking");

    static RowSigns of(Rotation rotation) {
        return new RowSigns(
                switch (rotation.state()) {
                    case Settled _ -> "settled";
                    case Staged _ -> "staged";
                    case Retiring _ -> "retiring";
                    case Blocked _ -> "blocked";
                    case Revoking _ -> "revoking";
                },
                rotation.since(),
                rotation.last().failure().isPresent(),
                ends(rotation));
    }

    private static Optional<Instant> ends(Rotation rotation) {
        return rotation.state() instanceof Retiring retiring
                ? retiring.gone().stream().map(due -> due.gate().notBefore()).min(Comparator.naturalOrder())
                : Optional.empty();
    }
}
