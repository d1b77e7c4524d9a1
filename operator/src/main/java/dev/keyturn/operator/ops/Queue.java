// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The requests of one database, and which of them goes on (contract §7.3). Pure: whoever looks at the same requests
/// comes to the same end.
///
/// @param ready whether the database is `Ready`
record Queue(List<Entry> entries, boolean ready) {
    Queue {
        entries = List.copyOf(entries);
    }

    /// One request.
    ///
    /// @param phase  empty if nobody has looked at it yet
    /// @param always whether it does not wait until the database is ready
    record Entry(String name, OpsType type, Instant created, Optional<OpsPhase> phase, boolean always) {
        private boolean isWaiting() {
            return phase.isEmpty() || phase.orElseThrow() == OpsPhase.PENDING;
        }

        private boolean isProgressing() {
            return phase.filter(OpsPhase.PROGRESSING::equals).isPresent();
        }
    }

    /// What one request does now.
    sealed interface Turn {
        /// It begins.
        record Begin() implements Turn {}

        /// It goes on with what it has begun.
        record GoOn() implements Turn {}

        /// A newer one of its type makes it needless.
        record Skip(String winner) implements Turn {}

        /// @param why as a person reads it
        record Wait(String why) implements Turn {}

        /// It has come to its end; nothing is done any more.
        record Over() implements Turn {}
    }

    /// @param name of an entry
    Turn turnOf(String name) {
        Entry mine = entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no request " + name));
        if (mine.isProgressing()) {
            return new Turn.GoOn();
        }
        return mine.isWaiting() ? waiting(mine) : new Turn.Over();
    }

    private Turn waiting(Entry mine) {
        Optional<Entry> busy = entries.stream().filter(Entry::isProgressing).findFirst();
        if (busy.isPresent()) {
            return new Turn.Wait("waits for " + busy.orElseThrow().name() + ", which is progressing");
        }
        Optional<Entry> winner = winner(mine);
        if (winner.isPresent()) {
            return new Turn.Skip(winner.orElseThrow().name());
        }
        if (!mayBegin(mine)) {
            return new Turn.Wait("waits until the database is Ready, or for a request with apply: Always");
        }
        Entry first = survivors()
                .filter(this::mayBegin)
                .min(Comparator.comparing(Entry::created).thenComparing(Entry::name))
                .orElse(mine);
        return first.equals(mine)
                ? new Turn.Begin()
                : new Turn.Wait("waits for " + first.name() + ", which was there before it");
    }

    /// The newest of a type stays. A reconfiguration is none that another makes needless.
    private Optional<Entry> winner(Entry mine) {
        if (mine.type() == OpsType.RECONFIGURE) {
            return Optional.empty();
        }
        Comparator<Entry> newest =
                Comparator.comparing(Entry::created).reversed().thenComparing(Entry::name);
        return entries.stream()
                .filter(Entry::isWaiting)
                .filter(entry -> entry.type() == mine.type())
                .min(newest)
                .filter(entry -> !entry.equals(mine));
    }

    private Stream<Entry> survivors() {
        return entries.stream()
                .filter(Entry::isWaiting)
                .filter(entry -> winner(entry).isEmpty());
    }

    private boolean mayBegin(Entry entry) {
        return ready || entry.always();
    }
}
