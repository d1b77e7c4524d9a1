// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// How pods are spread.
public record PlacementPolicySpec(
        Optional<SpreadConstraint> zoneSpreadConstraint,
        Optional<SpreadConstraint> nodeSpreadConstraint,
        Optional<JsonNode> clusterSpreadConstraint,
        Optional<JsonNode> affinity) {}
