// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import dev.keyturn.e2e.crash.Passage.What;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Recognises the passage at which a [Blow] falls. Follows one run and learns the candidate's name from it. Called by
/// one thread at a time.
final class Trap implements Predicate<Passage> {

    private final Blow blow;
    private final int nodes;
    private final String superseded;
    private final Set<Integer> proved = new HashSet<>();
    private Optional<String> candidate = Optional.empty();

    /// @param superseded the user that has to die once the run has published
    Trap(Blow blow, int nodes, String superseded) {
        this.blow = blow;
        this.nodes = nodes;
        this.superseded = superseded;
    }

    @Override
    public boolean test(Passage passage) {
        boolean wasProved = proved.size() == nodes;
        learn(passage);
        return switch (blow.step()) {
            case CHECK -> passage.what() == What.COMMAND;
            case RESERVE -> passage.what() == What.COMMAND && passage.changesAUser();
            case APPLY -> isHere(passage) && passage.changesAUser();
            case VERIFY -> isHere(passage) && candidate.filter(passage::logsIn).isPresent();
            case PUBLISH -> proved.size() == nodes;
            case NOTIFY -> wasProved && passage.what() == What.COMMAND;
            case RETIRE -> isHere(passage) && passage.deletes(superseded);
        };
    }

    private boolean isHere(Passage passage) {
        return passage.node() == blow.node() && passage.what() == (blow.executed() ? What.ANSWER : What.COMMAND);
    }

    private void learn(Passage passage) {
        if (passage.changesAUser()) {
            candidate = Optional.of(passage.command().words().get(2));
        }
        boolean leaves = passage.what() == What.HANGUP && passage.user().isPresent();
        if (leaves && passage.user().equals(candidate)) {
            proved.add(passage.node());
        }
    }
}
