// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.LoginCheck;
import org.junit.jupiter.api.Test;

class EnumerationIT {
    @Test
    void keeps_every_invariant_under_long_scripts() {
        Tally tally = Tally.ofAll(_ -> {});
        var plan = new Plan()
                .deathsOfLong(Worlds.byShape(), LoginCheck.HONEST, 5)
                .deathsOfLong(Worlds.byShape(), LoginCheck.LAGGING, 4)
                .deathsOfLong(Worlds.byEvent(), LoginCheck.HONEST, 4)
                .deathsOfLong(Worlds.byEvent(), LoginCheck.LAGGING, 4)
                .deaths(Worlds.byRule(), LoginCheck.HONEST, 3)
                .deaths(Worlds.byRule(), LoginCheck.LAGGING, 3)
                .deaths(Worlds.byAdoption(), LoginCheck.HONEST, 2)
                .deaths(Worlds.byUse(), LoginCheck.HONEST, 2)
                .deaths(Worlds.all(), LoginCheck.MUTE, 2)
                .takeovers(Worlds.byShape(), LoginCheck.HONEST, 3)
                .takeovers(Worlds.byEvent(), LoginCheck.HONEST, 3)
                .takeovers(Worlds.byRule(), LoginCheck.HONEST, 2)
                .takeovers(Worlds.byAdoption(), LoginCheck.HONEST, 2)
                .takeovers(Worlds.byUse(), LoginCheck.HONEST, 2)
                .outages(Worlds.all(), LoginCheck.HONEST, 2);

        plan.runOnce(tally);

        System.out.println("deep enumeration: " + tally);
        assertThat(tally.violations()).isEmpty();
    }
}
