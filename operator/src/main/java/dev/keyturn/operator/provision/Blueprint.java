// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import java.util.Optional;

/// All that the children of a database are made of.
///
/// @param authSecret the Secret with the published pair; empty where logins are switched off
public record Blueprint<S extends DatabaseSpec>(
        S spec, Offshoots names, EngineVersion version, Optional<String> authSecret) {}
