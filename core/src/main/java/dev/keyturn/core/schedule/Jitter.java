// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/// A delay that spreads the starts of many rotations, the same each time for one of them: a hash of its id decides.
///
/// @param longest in seconds, at least 0
/// @param share   how much of the longest delay is taken, in parts of 2³²
public record Jitter(int longest, long share) {
    private static final int SHARE_BITS = Integer.SIZE;

    public Jitter {
        if (longest < 0 || share < 0 || share >>> SHARE_BITS != 0) {
            throw new IllegalArgumentException("no delay: " + share + " of " + longest);
        }
    }

    public static Jitter none() {
        return new Jitter(0, 0);
    }

    /// @param id of the rotation
    public static Jitter of(int longest, String id) {
        var hash = new CRC32();
        hash.update(id.getBytes(StandardCharsets.UTF_8));
        return new Jitter(longest, hash.getValue());
    }

    Duration delay() {
        return delay(longest + 1L);
    }

    /// The delay where less than the longest is left: it ends before `room` does.
    Duration within(Duration room) {
        return delay(Math.min(longest + 1L, room.toSeconds()));
    }

    private Duration delay(long choices) {
        return Duration.ofSeconds(share * choices >>> SHARE_BITS);
    }
}
