// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// What the API answered.
///
/// @param json the body, whatever the status is; missing if there is none
public record ApiAnswer(int status, JsonNode json) {
    /// Why one field was refused.
    ///
    /// @param path the field as the API calls it, with dots from the outside in: `parameters.username1`,
    /// `nodes.0`
    public record Issue(String path, String message) {}

    public boolean isOk() {
        return status < 300;
    }

    /// The body of a success.
    ///
    /// @throws Refused otherwise; the guard shows "there is no such page" for 403 and 404, and the
    /// sentence for the rest
    public JsonNode require() {
        if (!isOk()) {
            throw new Refused(this);
        }
        return json;
    }

    /// The server's sentence about a refusal, unchanged; of a 422 the sentences of all issues.
    public String message() {
        var message = json.path("message");
        if (message.isArray()) {
            var sentences = new StringJoiner(". ");
            issues().forEach(issue -> sentences.add(issue.path() + ": " + issue.message()));
            return sentences.toString();
        }
        return message.asText();
    }

    /// Which fields a 422 is about; empty for every other answer.
    public List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        var message = json.path("message");
        if (message.isArray()) {
            message.forEach(issue -> issues.add(
                    new Issue(path(issue.path("path")), issue.path("message").asText())));
        }
        return List.copyOf(issues);
    }

    private static String path(JsonNode path) {
        var text = new StringJoiner(".");
        path.forEach(segment -> text.add(segment.asText()));
        return text.toString();
    }

    @Override
    public String toString() {
        return "answer " + status;
    }

    /// A page needed a success and there was none.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ApiAnswer answer;

        Refused(ApiAnswer answer) {
            super("answer " + answer.status(), null, false, false);
            this.answer = answer;
        }

        public ApiAnswer answer() {
            return answer;
        }
    }
}
