// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One set of credentials of a rotation, as the history tells it; without its password.
///
/// @param position counts the sets of a rotation, published or not
/// @param version  the number under which it was published, or would have been
public record PastSet(long position, long version, String username, Rise rise, Fall fall) {
    /// How it came.
    ///
    /// @param reserved empty for one that somebody brought
    /// @param refusedSince since when the target says no although it is published
    /// @param blocked  whether a person has to decide about it
    public record Rise(
            Optional<Instant> reserved,
            Optional<Instant> proved,
            Optional<Instant> published,
            Optional<Instant> refusedSince,
            boolean blocked) {}

    /// How it goes.
    ///
    /// @param plannedEnd empty where only the next run ends it
    /// @param holdUntil  how long somebody who uses it is waited for
    /// @param held       whether somebody was waited for
    /// @param by         who ended it before its time
    /// @param clients    who was logged in when it ended; empty if nobody was asked, or could tell
    public record Fall(
            Optional<Instant> superseded,
            Optional<Instant> plannedEnd,
            Optional<Instant> holdUntil,
            boolean held,
            Optional<Instant> ended,
            Optional<Reason> reason,
            Optional<String> by,
            Optional<Long> clients) {}

    /// Why a set goes.
    public enum Reason {
        GRACE_OVER,
        NEXT_ROTATION,
        FORCED,
        REVOKED,
        REPLACED_IN_PLACE,
        ABANDONED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Reason of(String wireName) {
            return Arrays.stream(values())
                    .filter(reason -> reason.wireName().equals(wireName))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// In one word of the contract.
    public String state() {
        if (rise.published().isEmpty()) {
            return candidate();
        }
        if (fall.ended().isPresent()) {
            return "ended";
        }
        if (fall.superseded().isPresent()) {
            return fall.held() ? "held" : "superseded";
        }
        return rise.refusedSince().isPresent() ? "refused" : "published";
    }

    private String candidate() {
        if (fall.reason().isPresent()) {
            return "abandoned";
        }
        if (rise.blocked()) {
            return "blocked";
        }
        return rise.proved().isPresent() ? "proved" : "reserved";
    }
}
