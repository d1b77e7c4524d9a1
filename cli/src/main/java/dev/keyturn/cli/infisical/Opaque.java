// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.infisical;

import com.fasterxml.jackson.databind.JsonNode;

/// A secret on its way from one server to another: carried and compared, never looked at or shown.
public record Opaque(JsonNode node) {
    @Override
    public String toString() {
        return "********";
    }
}
