// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Sets of credentials that a node may accept when it starts.
final class Credentials {
    private Credentials() {}

    static Set<Credential> all(Collection<Credential> accepted) {
        return new LinkedHashSet<>(accepted);
    }

    static Set<Credential> allBut(Credential gone, Collection<Credential> accepted) {
        Set<Credential> rest = all(accepted);
        rest.remove(gone);
        return rest;
    }
}
