// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.LoginCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsIT {
    @ParameterizedTest
    @MethodSource("mutants")
    void finds_every_broken_rule(Mutant mutant) {
        Tally tally = Tally.untilFirst();

        for (int length = 1; length <= 3 && !tally.isOver(); length++) {
            new Plan()
                    .deaths(Worlds.all(), LoginCheck.HONEST, length)
                    .takeovers(Worlds.all(), LoginCheck.HONEST, length - 1)
                    .outages(Worlds.all(), LoginCheck.HONEST, length - 1)
                    .run(mutant, tally);
        }

        List<String> violations = tally.violations();
        System.out.println("mutant \"" + mutant + "\" after " + tally.cases() + " cases: "
                + violations.stream().findFirst().orElse("not found"));
        assertThat(violations).as(mutant.name()).isNotEmpty();
    }

    static Stream<Mutant> mutants() {
        return Stream.of(TargetMutants.all(), UseMutants.all(), StoreMutants.all())
                .flatMap(List::stream);
    }
}
