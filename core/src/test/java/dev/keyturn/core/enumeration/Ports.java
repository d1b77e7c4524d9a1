// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.target.Target;
import java.util.function.UnaryOperator;

/// All that one worker can reach.
record Ports(RotationStore store, RotationPorts.Access access, CandidateSource candidates, BootState boot) {
    Ports withStore(RotationStore other) {
        return new Ports(other, access, candidates, boot);
    }

    Ports withTarget(UnaryOperator<Target> wrapped) {
        return new Ports(store, deadline -> wrapped.apply(access.open(deadline)), candidates, boot);
    }

    Ports withAccess(RotationPorts.Access other) {
        return new Ports(store, other, candidates, boot);
    }

    Ports withCandidates(CandidateSource other) {
        return new Ports(store, access, other, boot);
    }

    Ports withBoot(BootState other) {
        return new Ports(store, access, candidates, other);
    }

    RotationPorts ofRotation() {
        return new RotationPorts(access, candidates, boot);
    }
}
