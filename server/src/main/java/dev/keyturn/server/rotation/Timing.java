// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/// When runs of a rotation are due: by the built-in rule (API contract §5.1), or as its owner chose.
///
/// @param automatic whether runs start by themselves
/// @param days      the interval, at least 1
/// @param at        the clock time in UTC, without seconds
/// @param own       instead of the built-in rule
public record Timing(boolean automatic, int days, LocalTime at, Optional<OwnTiming> own) {
    /// These terms in place of `present`: a schedule that stays as it is keeps the time at which it was chosen, unless
    /// runs did not start by themselves until now.
    public Timing after(Timing present, Instant now) {
        Optional<OwnTiming> kept = own.map(wanted -> automatic && !present.automatic
                ? wanted.from(now)
                : present.own.filter(wanted::isLike).orElse(wanted));
        return new Timing(automatic, days, at, kept);
    }
}
