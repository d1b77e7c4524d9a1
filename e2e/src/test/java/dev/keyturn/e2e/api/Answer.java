// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the server said to one request.
public record Answer(String request, int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return Json.parse(body);
    }

    /// The value at this JSON pointer; a missing node if there is none.
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /// The text at this JSON pointer, which must be there.
    public String text(String pointer) {
        JsonNode node = at(pointer);
        if (!node.isTextual()) {
            throw new AssertionError("No text at " + pointer + " in the answer to " + this);
        }
        return node.textValue();
    }

    public Stream<JsonNode> each(String pointer) {
        JsonNode list = at(pointer);
        if (!list.isArray()) {
            throw new AssertionError("No list at " + pointer + " in the answer to " + this);
        }
        return StreamSupport.stream(list.spliterator(), false);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /// The same answer, if it is a success; otherwise the test has failed.
    public Answer ok() {
        if (status != 200) {
            throw new AssertionError("Expected 200 from " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return request + ": " + status + " " + body;
    }
}
