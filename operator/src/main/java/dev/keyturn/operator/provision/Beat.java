// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// When each database was looked at last, so that a look that an own write provoked costs nothing. It is a
/// saving and no state: all of it may be lost at any time.
final class Beat<S extends DatabaseSpec> {
    private static final Duration REPAIR = Duration.ofMinutes(5);

    private final Map<String, Entry<S>> entries = new ConcurrentHashMap<>();

    /// @param seen      what the last repair saw: database and children
    /// @param repaired  when it came to its end
    /// @param blueprint what it built
    /// @param pods      what the last health round saw
    /// @param next      when the next one is due
    /// @param failures  health rounds in a row that found something wrong
    record Entry<S extends DatabaseSpec>(
            String seen, Instant repaired, Optional<Blueprint<S>> blueprint, String pods, Instant next, int failures) {

        boolean asksForRepair(String now, Instant at) {
            return blueprint.isEmpty()
                    || !seen.equals(now)
                    || !repaired.plus(REPAIR).isAfter(at);
        }

        boolean asksForCheck(String now, Instant at) {
            return !pods.equals(now) || !next.isAfter(at);
        }

        Entry<S> repaired(String now, Instant at, Blueprint<S> built) {
            return new Entry<>(now, at, Optional.of(built), pods, next, failures);
        }

        /// The next repair is due at once.
        Entry<S> broken() {
            return new Entry<>(seen, repaired, Optional.empty(), pods, next, failures);
        }

        Entry<S> checked(String now, Instant due, int failed) {
            return new Entry<>(seen, repaired, blueprint, now, due, failed);
        }
    }

    Entry<S> of(String uid) {
        return entries.getOrDefault(uid, new Entry<>("", Instant.EPOCH, Optional.empty(), "", Instant.EPOCH, 0));
    }

    void keep(String uid, Entry<S> entry) {
        entries.put(uid, entry);
    }

    void forget(String uid) {
        entries.remove(uid);
    }
}
