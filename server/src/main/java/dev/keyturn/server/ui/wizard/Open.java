// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import dev.keyturn.server.ui.part.Typed;

/// A draft that somebody works on, with its surroundings.
record Open(Home home, String id, Kind kind, Draft draft) {
    Typed typed() {
        return draft.typed();
    }

    Open with(Draft other) {
        return new Open(home, id, kind, other);
    }

    String address(Step step) {
        return WizardView.address(home, id, step);
    }
}
