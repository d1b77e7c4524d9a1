// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.DatabasePhase;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import java.util.List;
import java.util.Optional;

/// What is known about a SQL Server.
public record MSSQLServerStatus(
        Optional<DatabasePhase> phase, Optional<Long> observedGeneration, List<Condition> conditions)
        implements DatabaseStatus {}
