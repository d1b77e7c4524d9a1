// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.enumeration.Violation.Harm;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// What came of many cases. Safe for many threads.
final class Tally {
    private static final int SHOWN = 10;

    private final boolean endsAtFirst;
    private final Consumer<Run> watcher;
    private final Consumer<String> faults;
    private final LongAdder cases = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Map<Harm, AtomicLong> harms = new EnumMap<>(Harm.class);
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    private Tally(boolean endsAtFirst, Consumer<Run> watcher, Consumer<String> faults) {
        this.endsAtFirst = endsAtFirst;
        this.watcher = watcher;
        this.faults = faults;
        for (Harm harm : Harm.values()) {
            harms.put(harm, new AtomicLong());
        }
    }

    /// Counts all.
    ///
    /// @param watcher told each run that kept the invariants
    static Tally ofAll(Consumer<Run> watcher) {
        return ofAll(watcher, _ -> {});
    }

    /// Counts all.
    ///
    /// @param faults told the faults of cases that are not played
    static Tally ofAll(Consumer<Run> watcher, Consumer<String> faults) {
        return new Tally(false, watcher, faults);
    }

    /// Is over at the first violation.
    static Tally untilFirst() {
        return new Tally(true, _ -> {}, _ -> {});
    }

    /// Plays a case and counts what came of it.
    Run play(Case script, Mutant mutant) {
        return play(script, new Run(script, mutant, Watch.none()));
    }

    Run play(Case script, Run run) {
        try {
            run.play();
            passed(run);
        } catch (Violation violation) {
            violated(script, run, violation.harm(), String.valueOf(violation.getMessage()));
        } catch (IllegalStateException bug) {
            violated(script, run, Violation.Harm.LOST, bug.toString());
        }
        return run;
    }

    private void passed(Run run) {
        cases.increment();
        watcher.accept(run);
    }

    /// Cases that are not played, because they go on from where others did.
    ///
    /// @param fault as the trace of each would name it
    void repeated(String fault, long others) {
        cases.add(others);
        repeated.add(others);
        faults.accept(fault);
    }

    private void violated(Case script, Run run, Harm harm, String what) {
        cases.increment();
        boolean shown = harms.values().stream().mapToLong(AtomicLong::get).sum() < SHOWN;
        count(harm).incrementAndGet();
        if (shown) {
            violations.add(what + " [" + script + "; " + String.join(", ", run.trace()) + "]");
        }
    }

    boolean isOver() {
        return endsAtFirst && !violations.isEmpty();
    }

    long cases() {
        return cases.sum();
    }

    /// How many of them were played.
    long played() {
        return cases() - repeated.sum();
    }

    /// The first of them, each with its case and the effects that led there.
    List<String> violations() {
        return List.copyOf(violations);
    }

    /// `12 cases in 7 runs, 0 lost, 0 refused, 0 unknown accounts`
    @Override
    public String toString() {
        return cases() + " cases in " + played() + " runs, " + count(Harm.LOST) + " lost, " + count(Harm.REFUSED)
                + " refused, " + count(Harm.UNKNOWN_ACCOUNT) + " unknown accounts";
    }

    private AtomicLong count(Harm harm) {
        return harms.getOrDefault(harm, new AtomicLong());
    }
}
