// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Like reads, counted until they are written. Not for many threads at once.
final class ReadBook {
    private static final int MOST = 10_000;

    private final Map<AuditEvent, Tally> tallies = new LinkedHashMap<>();

    private record Tally(AuditEvent first, long count, Instant last) {
        Tally and(Tally more) {
            return new Tally(first, count + more.count, more.last);
        }

        AuditEvent event() {
            return count == 1 ? first : first.with("count", count).with("lastReadAt", last);
        }
    }

    /// @return whether there was room for it
    boolean add(AuditEvent read) {
        if (tallies.size() >= MOST && !tallies.containsKey(key(read))) {
            return false;
        }
        tallies.merge(key(read), new Tally(read, 1, read.at()), Tally::and);
        return true;
    }

    /// What differs in the time alone is the same read.
    private static AuditEvent key(AuditEvent read) {
        return new AuditEvent(read.type(), Instant.EPOCH, read.project(), read.actor(), read.from(), read.metadata());
    }

    boolean isEmpty() {
        return tallies.isEmpty();
    }

    /// The events of what was counted.
    List<AuditEvent> events() {
        return tallies.values().stream().map(Tally::event).toList();
    }

    /// Counts what could not be written once more, before what came since.
    ReadBook and(ReadBook later) {
        later.tallies.forEach((key, tally) -> tallies.merge(key, tally, Tally::and));
        return this;
    }
}
