// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.admission.Verdict;
import java.net.HttpURLConnection;
import java.util.List;

/// What the API server is told.
sealed interface Answer {

    /// Store it, and show the user these lines.
    record Taken(List<String> warnings) implements Answer {
        public Taken {
            warnings = List.copyOf(warnings);
        }
    }

    /// Do not.
    record Refused(int code, String reason, String message) implements Answer {}

    /// Go on with another spec.
    record Changed(JsonNode spec) implements Answer {}

    static Answer taken() {
        return new Taken(List.of());
    }

    static Answer of(Verdict verdict) {
        return verdict.isAccepted() ? new Taken(verdict.warnings()) : new Refused(422, "Invalid", verdict.reason());
    }

    static Answer forbidden(String why) {
        return new Refused(HttpURLConnection.HTTP_FORBIDDEN, "Forbidden", why);
    }

    static Answer unreadable(String why) {
        return new Refused(422, "Invalid", why);
    }

    /// Nothing is known against the object, but it could not be judged.
    static Answer later(String why) {
        return new Refused(HttpURLConnection.HTTP_INTERNAL_ERROR, "InternalError", why);
    }
}
