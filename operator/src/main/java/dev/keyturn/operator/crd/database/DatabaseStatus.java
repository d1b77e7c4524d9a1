// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import dev.keyturn.operator.crd.Condition;
import java.util.List;
import java.util.Optional;

/// What a status says whatever the engine is.
public interface DatabaseStatus {
    Optional<DatabasePhase> phase();

    Optional<Long> observedGeneration();

    List<Condition> conditions();
}
