// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Instant;
import java.util.Optional;

/// What the last run came to; what the API shows as the rotation's status.
///
/// @param publishedAt when something was published last, by this run or an earlier one
/// @param trigger     who asked for the last run; a late finish keeps the trigger it was asked with
/// @param failure     empty after success
public record LastRun(Optional<Instant> publishedAt, Instant attemptedAt, Trigger trigger, Optional<Failure> failure) {
    LastRun failed(Instant now, Trigger by, Failure why) {
        return new LastRun(publishedAt, now, by, Optional.of(why));
    }

    static LastRun published(Instant now, Trigger by) {
        return new LastRun(Optional.of(now), now, by, Optional.empty());
    }
}
