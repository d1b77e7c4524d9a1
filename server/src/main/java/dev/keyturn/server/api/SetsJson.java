// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.rotation.PastSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page of the history of a rotation's sets (API contract §13.3), newest first.
///
/// @param nextCursor empty on the last page
record SetsJson(List<SetJson> sets, Optional<String> nextCursor) {

    record SetJson(
            long credentialVersion,
            boolean published,
            Optional<String> username,
            String state,
            Optional<Instant> reservedAt,
            Optional<Instant> provedAt,
            Optional<Instant> publishedAt,
            Optional<Instant> supersededAt,
            Optional<Instant> plannedEndAt,
            Optional<Instant> holdUntil,
            Optional<Instant> refusedSince,
            Optional<Instant> endedAt,
            Optional<String> endReason,
            Optional<String> endedBy,
            Optional<Long> clientsAtEnd) {}

    /// @param found one more than the page, if there is a next one
    /// @param named whether the caller may learn the names of users
    static SetsJson of(List<PastSet> found, int limit, boolean named) {
        List<PastSet> page = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next =
                found.size() > limit ? Optional.of(Long.toString(page.getLast().position())) : Optional.empty();
        return new SetsJson(page.stream().map(set -> set(set, named)).toList(), next);
    }

    private static SetJson set(PastSet set, boolean named) {
        PastSet.Rise rise = set.rise();
        PastSet.Fall fall = set.fall();
        boolean over = fall.ended().isPresent();
        return new SetJson(
                set.version(),
                rise.published().isPresent(),
                Optional.of(set.username()).filter(_ -> named),
                set.state(),
                rise.reserved(),
                rise.proved(),
                rise.published(),
                fall.superseded(),
                fall.plannedEnd(),
                fall.holdUntil(),
                rise.refusedSince(),
                fall.ended(),
                fall.reason().filter(_ -> over).map(PastSet.Reason::wireName),
                fall.by().filter(_ -> over),
                fall.clients());
    }
}
