// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.Condition;
import java.util.List;
import java.util.Optional;

/// How far a request is, and what was done.
public record OpsRequestStatus(
        Optional<OpsPhase> phase,
        Optional<Long> observedGeneration,
        List<Condition> conditions,
        List<JsonNode> pausedBackups) {}
