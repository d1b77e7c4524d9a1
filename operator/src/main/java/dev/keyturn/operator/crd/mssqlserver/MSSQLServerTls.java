// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.database.IssuerRef;
import java.util.List;
import java.util.Optional;

/// TLS of a SQL Server.
///
/// @param clientTLS whether clients must use it
public record MSSQLServerTls(Optional<IssuerRef> issuerRef, List<JsonNode> certificates, Optional<Boolean> clientTLS) {}
