// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.target.Beside;

/// A target that deviates in one run, and knows that run.
class AlteredIn extends AlteredBeside {
    private final Run run;

    AlteredIn(Beside honest, Run run) {
        super(honest);
        this.run = run;
    }

    Run run() {
        return run;
    }
}
