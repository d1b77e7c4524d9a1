// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.docs.Shorthand.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The OpenAPI 3.1 document of the server, put together from the files of this package.
public final class ApiDocument {
    /// In the order in which readers meet them.
    private static final List<String> FILES =
            List.of("access", "projects", "secrets", "connections", "rotations", "webhooks", "audit", "state");

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode document;

    private ApiDocument(ObjectNode document) {
        this.document = document;
    }

    public static ApiDocument load() {
        var document = new ApiDocument(read("document"));
        FILES.forEach(name -> document.add(read(name)));
        return document;
    }

    /// The whole document; nobody changes it.
    public JsonNode json() {
        return document;
    }

    private static ObjectNode read(String name) {
        try (var file = ApiDocument.class.getResourceAsStream("/dev/keyturn/server/docs/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the description " + name + " cannot be read", e);
        }
    }

    private void add(ObjectNode file) {
        var tag = file.path("tag").textValue();
        document.withArray("tags")
                .addObject()
                .put("name", tag)
                .put("description", file.path("about").textValue());
        var schemas = document.withObject("/components/schemas");
        file.path("types")
                .properties()
                .forEach(type -> schemas.set(type.getKey(), Shorthand.schema(type.getValue(), Fields.CLOSED)));
        file.path("routes").properties().forEach(route -> {
            var words = route.getKey().split(" ", 2);
            Stream.concat(Stream.of(words[1]), texts(route.getValue().path("also")))
                    .forEach(path -> add(tag, words[0], path, route.getValue()));
        });
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue);
    }

    private void add(String tag, String verb, String path, JsonNode form) {
        var operation = NODES.objectNode()
                .put("operationId", id(verb, path))
                .put("summary", form.path("summary").textValue());
        operation.putArray("tags").add(tag);
        if (form.has("description")) {
            operation.set("description", form.get("description"));
        }
        var parameters = NODES.arrayNode();
        segments(path)
                .forEach(name -> parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string"));
        form.path("query").properties().forEach(field -> {
            var parameter = parameters
                    .addObject()
                    .put("name", Shorthand.name(field.getKey()))
                    .put("in", "query")
                    .put("required", Shorthand.isRequired(field.getKey()));
            parameter.set("schema", Shorthand.schema(field.getValue(), Fields.OPEN));
        });
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (form.has("body")) {
            var body = operation.putObject("requestBody");
            body.set("content", content("application/json", Shorthand.schema(form.get("body"), Fields.OPEN)));
        }
        operation.set("responses", responses(form));
        if (form.path("open").asBoolean()) {
            operation.putArray("security");
        }
        document.withObject("/paths")
                .withObject("/" + path.replace("~", "~0").replace("/", "~1"))
                .set(verb.toLowerCase(Locale.ROOT), operation);
    }

    private static ObjectNode responses(JsonNode form) {
        var responses = NODES.objectNode();
        if (form.has("answer")) {
            var answer = responses
                    .putObject("200")
                    .put("description", form.path("says").asText("What was asked for"));
            var schema = Shorthand.schema(form.get("answer"), Fields.CLOSED);
            answer.set("content", content(form.path("type").asText("application/json"), schema));
        } else {
            responses.putObject("204").put("description", form.path("says").asText("Done"));
        }
        if (form.path("tagged").asBoolean()) {
            responses.putObject("304").put("description", "Unchanged since the ETag of If-None-Match");
        }
        if (form.has("503")) {
            var unready = responses.putObject("503").put("description", "Not now");
            unready.set("content", content("application/json", Shorthand.schema(form.get("503"), Fields.CLOSED)));
        }
        responses.putObject("default").put("$ref", "#/components/responses/Error");
        return responses;
    }

    private static ObjectNode content(String type, ObjectNode schema) {
        var content = NODES.objectNode();
        content.putObject(type).set("schema", schema);
        return content;
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    private static String id(String verb, String path) {
        var id = new StringBuilder(verb.toLowerCase(Locale.ROOT));
        for (var word : path.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return id.toString();
    }
}
