// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.admission.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What the API server asks (AdmissionReview v1).
///
/// @param uid    ties the answer to the question
/// @param object as it is to become; nothing on deletion
/// @param before as it is; nothing on creation
record Review(String uid, Operation operation, String kind, Optional<JsonNode> object, Optional<JsonNode> before) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OPERATIONS = List.of("CREATE", "UPDATE", "DELETE");
    private static final String API_VERSION = "admission.k8s.io/v1";

    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    /// @throws IllegalArgumentException if it is no such question
    static Review read(byte[] body) {
        JsonNode request = tree(body).path("request");
        var operation = request.path("operation").asText();
        if (!request.isObject() || OPERATIONS.stream().noneMatch(operation::equals)) {
            throw new IllegalArgumentException(
                    "it is no AdmissionReview of " + API_VERSION + " that creates, updates or deletes");
        }
        return new Review(
                request.path("uid").asText(),
                Operation.valueOf(operation),
                request.at("/kind/kind").asText(),
                object(request, "object"),
                object(request, "oldObject"));
    }

    /// The engine, if it is about a database.
    Optional<Engine> database() {
        return Engine.ofKind(kind);
    }

    /// The engine, if it is about a request.
    Optional<Engine> request() {
        return Engine.ofRequestKind(kind);
    }

    boolean leavesTheSpec() {
        return object.isPresent()
                && before.isPresent()
                && object.get().path("spec").equals(before.get().path("spec"));
    }

    /// The answer in the words of the API.
    byte[] answered(Answer answer) {
        ObjectNode review =
                JSON.createObjectNode().put("apiVersion", API_VERSION).put("kind", "AdmissionReview");
        ObjectNode response = review.putObject("response").put("uid", uid);
        response.put("allowed", !(answer instanceof Answer.Refused));
        switch (answer) {
            case Answer.Taken(var warnings) -> warnings.forEach(response.withArray("warnings")::add);
            case Answer.Refused(int code, var reason, var message) ->
                response.putObject("status")
                        .put("code", code)
                        .put("reason", reason)
                        .put("message", message);
            case Answer.Changed(var spec) -> {
                response.put("patchType", "JSONPatch");
                response.put("patch", Base64.getEncoder().encodeToString(bytes(patch(spec))));
            }
        }
        return bytes(review);
    }

    private static JsonNode patch(JsonNode spec) {
        var patch = JSON.createArrayNode();
        patch.addObject().put("op", "replace").put("path", "/spec").set("value", spec);
        return patch;
    }

    private static Optional<JsonNode> object(JsonNode request, String field) {
        return Optional.of(request.path(field)).filter(JsonNode::isObject);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    private static byte[] bytes(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
}
