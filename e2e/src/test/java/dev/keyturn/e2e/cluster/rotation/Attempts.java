// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a probe has seen, in the order in which attempts began.
record Attempts(List<Attempt> list) {

    private static final int SHOWN = 20;

    Attempts {
        list = list.stream().sorted(Comparator.comparing(Attempt::at)).toList();
    }

    List<Attempt> of(Outcome outcome) {
        return list.stream().filter(attempt -> attempt.outcome() == outcome).toList();
    }

    List<Attempt> refused() {
        return of(Outcome.REFUSED);
    }

    List<Attempt> unavailable() {
        return of(Outcome.UNAVAILABLE);
    }

    /// Of those that were let in.
    Duration slowest() {
        return slowest(of(Outcome.OK)).map(Attempt::login).orElse(Duration.ZERO);
    }

    Attempts at(String target) {
        return new Attempts(
                list.stream().filter(attempt -> attempt.target().equals(target)).toList());
    }

    /// One line a target, then the moment of everything that was not well.
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        var targets = list.stream().map(Attempt::target).collect(Collectors.toCollection(LinkedHashSet::new));
        targets.forEach(target -> lines.add(at(target).line(target)));
        for (Outcome outcome : Outcome.values()) {
            var notable = outcome == Outcome.OK ? List.<Attempt>of() : of(outcome);
            notable.stream().limit(SHOWN).forEach(attempt -> lines.add("  " + attempt));
            if (notable.size() > SHOWN) {
                lines.add("  … " + outcome + " until " + notable.getLast().at());
            }
        }
        return String.join("\n", lines);
    }

    private String line(String target) {
        String counts = Stream.of(Outcome.values())
                .map(outcome -> of(outcome).size() + " " + outcome.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
        String slowest = slowest(of(Outcome.OK))
                .map(attempt -> "; slowest login " + attempt.login().toMillis() + " ms at " + attempt.at())
                .orElse("");
        return target + ": " + counts + slowest;
    }

    private static Optional<Attempt> slowest(List<Attempt> of) {
        return of.stream().max(Comparator.comparing(Attempt::login));
    }
}
