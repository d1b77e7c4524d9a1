// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.appbinding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.NamedObject;
import java.util.Optional;

/// What a client needs to know. The Secret is always that of the database.
public record AppBindingSpec(
        Optional<String> type,
        Optional<String> version,
        Optional<AppRef> appRef,
        ClientConfig clientConfig,
        Optional<NamedObject> secret,
        Optional<NamedObject> tlsSecret,
        Optional<JsonNode> parameters) {}
