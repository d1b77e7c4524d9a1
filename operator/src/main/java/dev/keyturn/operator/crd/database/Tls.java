// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// TLS of a database; the certificates are those of cert-manager, as they were given.
public record Tls(Optional<IssuerRef> issuerRef, List<JsonNode> certificates) {}
