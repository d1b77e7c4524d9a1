// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.target.Tls;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import java.util.Optional;

/// All that the children of a database are made of.
///
/// @param authSecret the Secret with the published pair; empty where logins are switched off
/// @param tls        how the nodes are spoken to, as the groundwork has it
public record Blueprint<S extends DatabaseSpec>(
        S spec, Offshoots names, EngineVersion version, Optional<String> authSecret, Tls tls) {

    /// Without encryption.
    public Blueprint(S spec, Offshoots names, EngineVersion version, Optional<String> authSecret) {
        this(spec, names, version, authSecret, new Tls.Off());
    }
}
