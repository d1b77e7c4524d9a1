// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.AuthSecretStatus;
import dev.keyturn.operator.crd.database.DatabasePhase;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import java.util.List;
import java.util.Optional;

/// What is known about a Postgres.
public record PostgresStatus(
        Optional<DatabasePhase> phase,
        Optional<Long> observedGeneration,
        List<Condition> conditions,
        Optional<AuthSecretStatus> authSecret)
        implements DatabaseStatus {}
