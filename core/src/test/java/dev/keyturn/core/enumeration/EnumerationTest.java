// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.LoginCheck;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class EnumerationTest {
    @Test
    void keeps_every_invariant_whatever_is_answered_wherever_it_dies() {
        Set<String> blocked = ConcurrentHashMap.newKeySet();
        Tally tally = Tally.ofAll(run -> {
            if (run.wasBlocked()) {
                blocked.add(run.world().name());
            }
        });
        var plan = new Plan()
                .deaths(Worlds.byShape(), LoginCheck.HONEST, 3)
                .deaths(Worlds.byShape(), LoginCheck.LAGGING, 2)
                .deaths(Worlds.byEvent(), LoginCheck.HONEST, 2)
                .deaths(Worlds.byEvent(), LoginCheck.LAGGING, 1)
                .deaths(Worlds.byRule(), LoginCheck.HONEST, 2)
                .deaths(Worlds.byRule(), LoginCheck.LAGGING, 1)
                .deaths(Worlds.byAdoption(), LoginCheck.HONEST, 1)
                .deaths(Worlds.byUse(), LoginCheck.HONEST, 1)
                .deaths(Worlds.all(), LoginCheck.MUTE, 1)
                .takeovers(Worlds.byShape(), LoginCheck.HONEST, 2)
                .takeovers(Worlds.byEvent(), LoginCheck.HONEST, 2)
                .takeovers(Worlds.byRule(), LoginCheck.HONEST, 1)
                .takeovers(Worlds.byAdoption(), LoginCheck.HONEST, 1)
                .takeovers(Worlds.byUse(), LoginCheck.HONEST, 1)
                .outages(Worlds.all(), LoginCheck.HONEST, 1);

        plan.runOnce(tally);

        System.out.println("enumeration: " + tally);
        assertThat(tally.violations()).isEmpty();
        assertThat(blocked)
                .containsExactlyInAnyOrder(
                        "foreign writer, retried", "foreign writer, discarded", "foreign writer, adopted");
        assertThat(tally.cases()).isGreaterThan(14_000);
    }
}
