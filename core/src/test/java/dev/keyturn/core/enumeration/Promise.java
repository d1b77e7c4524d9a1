// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.Credential;
import java.time.Instant;
import java.util.Optional;

/// Somebody who is logged in was told that his credential stays until then.
record Promise(Optional<Credential> used, Instant until) {
    static Promise none() {
        return new Promise(Optional.empty(), Instant.MIN);
    }

    boolean holds(Credential credential, Instant now) {
        return used.filter(credential::equals).isPresent() && now.isBefore(until);
    }
}
