// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.target.LoginCheck;

/// Goes through every script of answers at every crash point of one world, without sampling.
final class Enumeration {
    private final World world;
    private final LoginCheck logins;
    private final int length;
    private final Mutant mutant;
    private final Tally tally;

    /// @param length how many answers a script has
    Enumeration(World world, LoginCheck logins, int length, Mutant mutant, Tally tally) {
        this.world = world;
        this.logins = logins;
        this.length = length;
        this.mutant = mutant;
        this.tally = tally;
    }

    /// All cases with one kind of fault, at every effect at which it can happen.
    void run(Fault.Kind kind) {
        if (kind == Fault.Kind.NONE) {
            scripts(Fault.none());
            return;
        }
        int at = 1;
        while (scripts(new Fault(kind, at)) && !tally.isOver()) {
            at++;
        }
    }

    /// All scripts with one fault.
    ///
    /// @return whether the runs still reach as far as the fault
    private boolean scripts(Fault fault) {
        var script = Script.of(length);
        boolean reached = false;
        boolean more = true;
        while (more && !tally.isOver()) {
            Run run = tally.play(new Case(world, script.answers(), logins, fault), mutant);
            reached |= run.effects() >= fault.at();
            more = script.advance(run.answered()) != Script.NONE;
        }
        return reached;
    }
}
