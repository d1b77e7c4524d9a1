// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.enumeration.Fault.Kind;
import dev.keyturn.core.target.LoginCheck;
import java.util.ArrayList;
import java.util.List;

/// Which cases are played: parts of worlds, over all cores.
final class Plan {
    private static final List<Kind> DEATHS = List.of(Kind.NONE, Kind.DIES_BEFORE, Kind.DIES_AFTER);
    private static final List<Kind> STORE = List.of(Kind.STORE_REFUSES, Kind.STORE_FORGETS_TO_ANSWER);

    private final List<Part> parts = new ArrayList<>();

    private record Part(World world, LoginCheck logins, int length, Kind kind) {}

    /// Every script, and nothing else that fails.
    Plan answers(List<World> worlds, LoginCheck logins, int length) {
        return add(worlds, logins, length, List.of(Kind.NONE));
    }

    /// Every crash point.
    ///
    /// @param length how many answers a script has
    Plan deaths(List<World> worlds, LoginCheck logins, int length) {
        return add(worlds, logins, length, DEATHS);
    }

    /// As [#deaths], for long scripts: a death before an effect is nearly always the death after the one before it, so
    /// that scripts one answer shorter do for it.
    Plan deathsOfLong(List<World> worlds, LoginCheck logins, int length) {
        add(worlds, logins, length, List.of(Kind.NONE, Kind.DIES_AFTER));
        return add(worlds, logins, length - 1, List.of(Kind.DIES_BEFORE));
    }

    /// Two workers that take turns at the lease.
    Plan takeovers(List<World> worlds, LoginCheck logins, int length) {
        return add(worlds, logins, length, List.of(Kind.TAKEN_OVER));
    }

    /// A store that does not answer, and a node that restarts where that is ours to survive.
    Plan outages(List<World> worlds, LoginCheck logins, int length) {
        add(worlds, logins, length, STORE);
        return add(worlds.stream().filter(World::ownsBoot).toList(), logins, length, List.of(Kind.NODE_RESTARTS));
    }

    private Plan add(List<World> worlds, LoginCheck logins, int length, List<Kind> kinds) {
        worlds.forEach(world -> kinds.forEach(kind -> parts.add(new Part(world, logins, length, kind))));
        return this;
    }

    void run(Mutant mutant, Tally tally) {
        parts.parallelStream()
                .forEach(part ->
                        new Enumeration(part.world(), part.logins(), part.length(), mutant, tally).run(part.kind()));
    }
}
