// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Times;

/// Whether the log is as it was written.
final class ChainBadge {
    private ChainBadge() {}

    /// @param chain as the API answers it
    static Badge of(JsonNode chain, Times times) {
        String checked = Fields.time(chain, "checkedAt")
                .map(at -> ", checked " + times.near(at).text())
                .orElse("");
        return switch (chain.path("state").asText()) {
            case "whole" -> {
                String entries = chain.path("entries").isNumber()
                        ? ", " + grouped(chain.path("entries").asLong()) + " entries"
                        : "";
                yield new Badge("Chain whole" + entries + checked, "shield-check", Colour.OK);
            }
            case "broken" ->
                new Badge(
                        "Chain broken"
                                + Fields.text(chain, "firstBadId")
                                        .map(id -> " at entry " + id)
                                        .orElse("")
                                + checked,
                        "alert-octagon",
                        Colour.SOLID);
            default -> new Badge("Chain not checked yet", "help-circle", Colour.OFF);
        };
    }

    /// `18 204`, with spaces that do not break.
    private static String grouped(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u00a0");
    }
}
