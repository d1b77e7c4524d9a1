// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.enumeration.Fault.Kind;
import dev.keyturn.core.target.LoginCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cases of an [Enumeration] of all kinds of faults, where those that are the same from the fault on are played
/// once.
///
/// The runs in which nothing fails tell where something could: a fault is played after each different beginning of a
/// script, and nowhere where it would not happen.
///
/// Whoever comes after a death goes on from what outlives a process. So if two deaths leave the same behind
/// ([Run#durable]), and as many answers of the script are left to be given, then the same cases follow from both, step
/// for step: those of the second one are counted and not played. Nothing is left out that could end otherwise, and
/// what is left behind is compared as a whole, not by a hash. It takes the worker that follows to be a new one, as
/// [Run] makes it, and holds for no mutant: what stands between a rotator and its ports may remember.
final class Exploration {
    private final World world;
    private final LoginCheck logins;
    private final Map<Kind, Integer> lengths;
    private final int longest;
    private final Tally tally;
    private final Map<Left, Long> explored = new HashMap<>();

    /// What a death leaves, and how many answers the scripts still have.
    private record Left(List<Object> durable, int answers) {}

    /// Where something could fail.
    ///
    /// @param effect   the effect before or after which it would
    /// @param answered how many changes were answered by then
    /// @param durable  of a death that can be compared: what it leaves
    private record Chance(Fault fault, String effect, int answered, Optional<List<Object>> durable) {
        static Chance of(Run run, Kind kind, String effect) {
            return new Chance(
                    new Fault(kind, run.effects()),
                    effect,
                    run.answered(),
                    kind.isDeath() ? run.durable() : Optional.empty());
        }
    }

    /// @param lengths how many answers the scripts have in cases of each kind
    Exploration(World world, LoginCheck logins, Map<Kind, Integer> lengths, Tally tally) {
        this.world = world;
        this.logins = logins;
        this.lengths = Map.copyOf(lengths);
        this.longest =
                lengths.values().stream().mapToInt(length -> length).max().orElseThrow();
        this.tally = tally;
    }

    /// All cases.
    void run() {
        var script = Script.of(longest);
        int changed = Script.NONE;
        do {
            int known = changed;
            var chances = new ArrayList<Chance>();
            Run run = play(script, Fault.none(), (at, when, effect) -> {
                if (at.answered() > known) {
                    lengths.keySet().stream()
                            .filter(kind -> kind.happens(when, effect))
                            .filter(kind -> script.isWithin(lengthOf(kind), at.answered()))
                            .forEach(kind -> chances.add(Chance.of(at, kind, effect)));
                }
            });
            chances.forEach(chance -> follow(
                    chance,
                    script.from(chance.answered(), lengthOf(chance.fault().kind()))));
            changed = script.advance(run.answered());
        } while (changed != Script.NONE);
    }

    private int lengthOf(Kind kind) {
        return lengths.getOrDefault(kind, 0);
    }

    private void follow(Chance chance, Script script) {
        Optional<Left> left =
                chance.durable().map(durable -> new Left(durable, Math.max(0, script.length() - chance.answered())));
        Optional<Long> known = left.map(explored::get);
        if (known.isPresent()) {
            tally.repeated(chance.fault().kind() + " " + chance.effect(), known.orElseThrow());
            return;
        }
        long cases = scripts(chance.fault(), script);
        left.ifPresent(same -> explored.put(same, cases));
    }

    /// All scripts from `script` on.
    ///
    /// @return how many they are
    private long scripts(Fault fault, Script script) {
        long cases = 0;
        boolean more = true;
        while (more) {
            Run run = play(script, fault, Watch.none());
            cases++;
            more = script.advance(run.answered()) != Script.NONE;
        }
        return cases;
    }

    private Run play(Script script, Fault fault, Watch watch) {
        var one = new Case(world, script.answers(), logins, fault);
        return tally.play(one, new Run(one, Mutant.NONE, watch));
    }
}
