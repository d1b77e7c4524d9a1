// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.LoginCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnumerationTest {
    @ParameterizedTest
    @MethodSource("worlds")
    void keeps_every_invariant(World world) {
        long t = System.nanoTime();
        var tally = new Enumeration.Tally(false, _ -> {});
        for (LoginCheck logins : LoginCheck.values()) {
            for (Fault.Kind kind : Fault.Kind.values()) {
                if (kind == Fault.Kind.NODE_RESTARTS && !world.ownsBoot()) continue;
                new Enumeration(world, logins, 3, Mutant.NONE, tally).run(kind);
            }
        }
        System.out.println(world + ": " + tally.cases() + " cases, " + tally.violated() + " violated in "
                + (System.nanoTime() - t) / 1000000);
        tally.violations().stream().limit(4).forEach(System.out::println);
        assertThat(tally.violations()).isEmpty();
    }

    static java.util.stream.Stream<World> worlds() {
        return java.util.stream.Stream.concat(Worlds.byShape().stream(), Worlds.byEvent().stream());
    }
}
