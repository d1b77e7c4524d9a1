// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Instant;

/// Says when the next rotation is wanted. A schedule holds no state: it is asked with what happened last.
public sealed interface Schedule permits DailySchedule, MinuteSchedule, OwnSchedule {
    /// The start that follows a publication.
    ///
    /// @param byHand whether a person asked for it, the first issue included
    Instant afterPublication(Instant publishedAt, boolean byHand);

    /// The start that follows a run that ended without publishing.
    ///
    /// @param publishedAt the last publication before it
    Instant afterFailure(Instant failedAt, Instant publishedAt);

    /// The first moment at or after `wanted` at which a run may start by itself.
    default Instant opening(Instant wanted) {
        return wanted;
    }
}
