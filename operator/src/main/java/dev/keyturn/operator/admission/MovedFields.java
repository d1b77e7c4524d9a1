// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Fields that have a new place (contract §4.1): `configSecret.name` and `acl` become part of
/// `configuration`. The old place is never stored, so what stands there was written just now: it wins over
/// a new place that did not change. Where both were written and differ, both stay, and the rules refuse
/// them.
final class MovedFields {

    private final ObjectNode spec;
    private final JsonNode before;

    MovedFields(ObjectNode spec, Optional<JsonNode> before) {
        this.spec = spec;
        this.before = before.orElseGet(spec::objectNode);
    }

    void move() {
        move("configSecret", spec.at("/configSecret/name"), "secretName");
        move("acl", spec.path("acl"), "acl");
    }

    private void move(String field, JsonNode value, String place) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        JsonNode now = spec.path("configuration").path(place);
        boolean taken =
                !now.isMissingNode() && !now.equals(before.path("configuration").path(place));
        if (taken && !now.equals(value)) {
            return;
        }
        if (spec.hasNonNull("configuration") && !spec.path("configuration").isObject()) {
            return;
        }
        Defaults.object(spec, "configuration").set(place, value);
        spec.remove(field);
    }
}
