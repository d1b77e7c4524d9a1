// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// The group that the nodes form, and the Secrets that they need for it.
public record AvailabilityGroup(
        List<String> databases,
        Optional<SecondaryAccessMode> secondaryAccessMode,
        Optional<JsonNode> leaderElection,
        Optional<String> loginSecretName,
        Optional<String> masterKeySecretName,
        Optional<String> endpointCertSecretName) {}
