// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.enumeration.Fault.Kind;
import dev.keyturn.core.target.LoginCheck;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which cases are played: how long the scripts are for each kind of fault in each world, over all cores.
final class Plan {
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private record Part(World world, LoginCheck logins, Map<Kind, Integer> lengths) {
        void add(Kind kind, int length) {
            lengths.merge(kind, length, Math::max);
        }

        Stream<Runnable> each(Mutant mutant, Tally tally) {
            return lengths.entrySet().stream()
                    .map(one -> () -> new Enumeration(world, logins, one.getValue(), mutant, tally).run(one.getKey()));
        }

        Runnable once(Tally tally) {
            return () -> new Exploration(world, logins, lengths, tally).run();
        }
    }

    /// Every script, and nothing else that fails.
    Plan answers(List<World> worlds, LoginCheck logins, int length) {
        return add(worlds, logins, length, Kind.NONE);
    }

    /// Every crash point.
    ///
    /// @param length how many answers a script has
    Plan deaths(List<World> worlds, LoginCheck logins, int length) {
        return add(worlds, logins, length, Kind.NONE, Kind.DIES_BEFORE, Kind.DIES_AFTER);
    }

    /// As [#deaths], for long scripts: a death before an effect is nearly always the death after the one before it, so
    /// that scripts one answer shorter do for it.
    Plan deathsOfLong(List<World> worlds, LoginCheck logins, int length) {
        add(worlds, logins, length, Kind.NONE, Kind.DIES_AFTER);
        return add(worlds, logins, length - 1, Kind.DIES_BEFORE);
    }

    /// Two workers that take turns at the lease.
    Plan takeovers(List<World> worlds, LoginCheck logins, int length) {
        return add(worlds, logins, length, Kind.TAKEN_OVER);
    }

    /// A store that does not answer, and a node that restarts where that is ours to survive.
    Plan outages(List<World> worlds, LoginCheck logins, int length) {
        add(worlds, logins, length, Kind.STORE_REFUSES, Kind.STORE_FORGETS_TO_ANSWER);
        return add(worlds.stream().filter(World::ownsBoot).toList(), logins, length, Kind.NODE_RESTARTS);
    }

    /// A world is known by its name; what is asked for twice counts in its longer form.
    private Plan add(List<World> worlds, LoginCheck logins, int length, Kind... kinds) {
        for (World world : worlds) {
            Part part = parts.computeIfAbsent(
                    world.name() + ", " + logins, _ -> new Part(world, logins, new EnumMap<>(Kind.class)));
            List.of(kinds).forEach(kind -> part.add(kind, length));
        }
        return this;
    }

    /// Plays each case by itself.
    void run(Mutant mutant, Tally tally) {
        play(parts.values().stream().flatMap(part -> part.each(mutant, tally)));
    }

    /// Plays each case of the unbroken rules, those that are equal from a death on only once: see [Exploration].
    void runOnce(Tally tally) {
        play(parts.values().stream().map(part -> part.once(tally)));
    }

    private static void play(Stream<Runnable> tasks) {
        tasks.toList().parallelStream().forEach(Runnable::run);
    }
}
