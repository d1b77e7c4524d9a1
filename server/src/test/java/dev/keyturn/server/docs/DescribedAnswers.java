// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds what clients of the server send and get in tests against its description: whatever it answers, to
/// whatever test, has to be there. Safe for many threads.
public final class DescribedAnswers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DOCUMENT = ApiDocument.load().json();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private DescribedAnswers() {}

    /// @throws AssertionError if the answer is not described, or if a request that succeeded has a body that the
    ///     description forbids
    public static void check(String method, String address, String body, HttpResponse<String> response) {
        var path = address.replaceAll("\\?.*", "");
        template(method, path).ifPresentOrElse(template -> hold(method, template, body, response), () -> {
            if (isApi(path) && response.statusCode() != 404) {
                throw new AssertionError(
                        "not described: %s %s, answered with %d".formatted(method, path, response.statusCode()));
            }
        });
    }

    /// Pages for people are no part of the API.
    static boolean isApi(String path) {
        return path.startsWith("/api/") || path.equals("/livez") || path.equals("/readyz");
    }

    private static void hold(String method, String template, String body, HttpResponse<String> response) {
        var operation = at(template, method.toLowerCase(Locale.ROOT));
        var what = method + " " + template;
        var status = String.valueOf(response.statusCode());
        var known = operation.path("responses").path(status);
        if (response.statusCode() < 400 && known.isMissingNode()) {
            throw new AssertionError("%s is not described to answer %s".formatted(what, status));
        }
        if (response.body().isEmpty()) {
            return;
        }
        var answer = known.isMissingNode() ? DOCUMENT.at("/components/responses/Error") : known;
        var content = answer.path("content");
        if (content.has("application/json")) {
            validate(what + " answering " + status, content.at("/application~1json/schema"), response.body());
        }
        var request = operation.at("/requestBody/content/application~1json/schema");
        if (response.statusCode() == 200 && !body.isEmpty() && !request.isMissingNode()) {
            validate(what + " with its body", request, inOneSpelling(body));
        }
    }

    /// The description names one of two spellings of a field.
    private static String inOneSpelling(String body) {
        return body.replace("\"workspaceId\"", "\"projectId\"").replace("\"directory\"", "\"path\"");
    }

    private static JsonNode at(String template, String verb) {
        return DOCUMENT.path("paths").path(template).path(verb);
    }

    /// The described path that fits, with the most words in it.
    private static Optional<String> template(String method, String path) {
        var segments = segments(path);
        return DOCUMENT.path("paths").properties().stream()
                .filter(each -> each.getValue().has(method.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .filter(template -> fits(segments(template), segments))
                .max(Comparator.comparingLong(template -> segments(template).stream()
                        .filter(segment -> !segment.startsWith("{"))
                        .count()));
    }

    private static List<String> segments(String path) {
        var whole = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return Arrays.asList(whole.substring(1).split("/", -1));
    }

    private static boolean fits(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (var i = 0; i < path.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static void validate(String what, JsonNode schema, String json) {
        var compiled = COMPILED.computeIfAbsent(what, _ -> compile(schema));
        try {
            var faults = compiled.validate(JSON.readTree(json));
            if (!faults.isEmpty()) {
                throw new AssertionError("%s does not fit its description: %s".formatted(what, faults));
            }
        } catch (IOException e) {
            throw new AssertionError(what + " is not JSON", e);
        }
    }

    private static JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", DOCUMENT.path("components"));
        whole.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(whole, STRICT);
    }
}
