// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.target.Answer;
import dev.keyturn.core.target.LoginCheck;
import java.util.Arrays;
import java.util.List;

/// Goes through every script of answers at every crash point of one world, without sampling.
///
/// Scripts that differ only in answers that nobody asked for are one case, and run once.
final class Enumeration {
    private static final Answer[] ANSWERS = Answer.values();

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
        var digits = new int[length];
        boolean reached = false;
        int next = 0;
        while (next >= 0 && !tally.isOver()) {
            Run run = play(new Case(world, script(digits), logins, fault));
            reached |= run.effects() >= fault.at();
            next = advance(digits, Math.min(run.answered(), length));
        }
        return reached;
    }

    private Run play(Case script) {
        var run = new Run(script, mutant);
        try {
            run.play();
            tally.passed(run);
        } catch (Violation violation) {
            tally.violated(script, run, violation.harm(), String.valueOf(violation.getMessage()));
        } catch (IllegalStateException bug) {
            tally.violated(script, run, Violation.Harm.LOST, bug.toString());
        }
        return run;
    }

    /// Counts up the last answer that was asked for.
    private static int advance(int[] digits, int asked) {
        int position = asked - 1;
        Arrays.fill(digits, asked, digits.length, 0);
        while (position >= 0 && ++digits[position] == ANSWERS.length) {
            digits[position--] = 0;
        }
        return position;
    }

    private static List<Answer> script(int[] digits) {
        return Arrays.stream(digits).mapToObj(digit -> ANSWERS[digit]).toList();
    }
}
