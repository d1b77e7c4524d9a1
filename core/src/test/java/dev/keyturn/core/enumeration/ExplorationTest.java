// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.LoginCheck;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    @Test
    void leaves_out_no_case_in_which_something_fails() {
        var happened = new LongAdder();
        Tally apart = Tally.ofAll(run -> {
            if (run.wentAsPlanned()) {
                happened.increment();
            }
        });
        Tally once = Tally.ofAll(_ -> {});

        plan().run(Mutant.NONE, apart);
        plan().runOnce(once);

        assertThat(once.cases()).isEqualTo(happened.sum());
        assertThat(once.played()).isLessThan(once.cases());
        assertThat(apart.violations()).isEmpty();
        assertThat(once.violations()).isEmpty();
    }

    private static Plan plan() {
        List<World> some = Stream.of(
                        Worlds.byShape().stream().limit(3),
                        Worlds.byUse().stream().limit(1))
                .flatMap(worlds -> worlds)
                .toList();
        return new Plan()
                .deathsOfLong(some, LoginCheck.LAGGING, 2)
                .takeovers(some, LoginCheck.LAGGING, 1)
                .outages(some, LoginCheck.LAGGING, 1);
    }
}
