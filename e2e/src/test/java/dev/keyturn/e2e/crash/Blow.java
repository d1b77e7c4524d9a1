// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// One kill as it is planned.
///
/// @param node     at which of the nodes, from 0
/// @param executed whether the node has carried out the command, and only its answer is lost
/// @param frozen   whether the nodes are stopped when the server dies, so that the command lands after the restart
/// @param delay    how long after the passage the signal is sent
record Blow(Step step, int node, boolean executed, boolean frozen, Duration delay) {

    /// In the step, at the first node, before the command arrives.
    static Blow in(Step step) {
        return new Blow(step, 0, false, false, Duration.ZERO);
    }

    Blow atNode(int other) {
        return new Blow(step, other, executed, frozen, delay);
    }

    Blow whenExecuted() {
        return new Blow(step, node, true, frozen, delay);
    }

    Blow whenFrozen() {
        return new Blow(step, node, false, true, delay);
    }

    /// So many, the steps in turn, in half of them the nodes frozen; everything else, and their order, at random.
    static List<Blow> random(int count, int nodes, Random random) {
        List<Step> steps = Step.withIntent();
        List<Blow> blows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean frozen = (i + i / steps.size()) % 2 == 0;
            blows.add(new Blow(
                    steps.get(i % steps.size()),
                    random.nextInt(nodes),
                    !frozen && random.nextBoolean(),
                    frozen,
                    Duration.ofNanos(random.nextLong(4_000_000))));
        }
        Collections.shuffle(blows, random);
        return List.copyOf(blows);
    }
}
