// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A step in the bar above the form.
///
/// @param address of a step that was reached and is not this one
public record StepLink(int number, String label, State state, Optional<String> address) {
    public enum State {
        DONE,
        HERE,
        AHEAD
    }

    /// @param draft empty before there is one
    static List<StepLink> all(Step here, Step reached, Home home, Optional<String> draft) {
        return Stream.of(Step.values())
                .map(step -> {
                    boolean open = step != here && step.compareTo(reached) <= 0;
                    State state = step == here ? State.HERE : step.compareTo(reached) < 0 ? State.DONE : State.AHEAD;
                    return new StepLink(
                            step.number(),
                            step.label(),
                            state,
                            draft.filter(_ -> open).map(id -> WizardView.address(home, id, step)));
                })
                .toList();
    }

    public boolean isDone() {
        return state == State.DONE;
    }

    public boolean isHere() {
        return state == State.HERE;
    }
}
