// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The description of the API as one page for people: no script, nothing from elsewhere.
public final class ApiPage {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430}
            h2{margin-top:3rem}h3{font:600 15px/1.5 ui-monospace,monospace;margin:2rem 0 .25rem}
            h3 b{display:inline-block;min-width:4.5rem}code{font:13px ui-monospace,monospace}
            table{border-collapse:collapse;margin:.5rem 0;width:100%}caption{text-align:left;font-weight:600}
            td{border-top:1px solid #d8dee8;padding:.2rem .8rem .2rem 0;vertical-align:top}td:first-child{width:16rem}
            nav a{margin-right:1rem}@media(prefers-color-scheme:dark){body{background:#12161d;color:#d7dde8}
            td{border-color:#333c4a}a{color:#8ab4ff}}""";

    private final JsonNode document;
    private final StringBuilder html = new StringBuilder();

    private ApiPage(JsonNode document) {
        this.document = document;
    }

    public static String of(ApiDocument document) {
        return new ApiPage(document.json()).page();
    }

    /// What browsers are to allow the page: its own style, and nothing else.
    public static String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                .formatted(hash(STYLE));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private String page() {
        var info = document.path("info");
        html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escaped(info.path("title").asText()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style><h1>")
                .append(escaped(info.path("title").asText()))
                .append("</h1>");
        paragraph(info.path("description").asText());
        html.append("<p><a href=\"/api/docs/openapi.json\">openapi.json</a></p><nav>");
        document.path("tags")
                .forEach(tag -> html.append("<a href=\"#%1$s\">%1$s</a>"
                        .formatted(escaped(tag.path("name").asText()))));
        html.append("</nav>");
        document.path("tags").forEach(this::group);
        html.append("<h2 id=\"types\">Types</h2>");
        document.at("/components/schemas").properties().forEach(type -> {
            html.append("<h3 id=\"%1$s\">%1$s</h3>".formatted(escaped(type.getKey())));
            fields("", type.getValue());
        });
        return html.append("</html>").toString();
    }

    private void group(JsonNode tag) {
        var name = tag.path("name").asText();
        html.append("<h2 id=\"%1$s\">%1$s</h2>".formatted(escaped(name)));
        paragraph(tag.path("description").asText());
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().at("/tags/0").asText().equals(name)) {
                        operation(operation.getKey(), path.getKey(), operation.getValue());
                    }
                }));
    }

    private void operation(String verb, String path, JsonNode operation) {
        html.append("<h3 id=\"%s\"><b>%s</b>%s</h3>"
                .formatted(
                        escaped(operation.path("operationId").asText()), verb.toUpperCase(Locale.ROOT), escaped(path)));
        paragraph(operation.path("summary").asText() + (operation.has("security") ? " (needs no token)" : ""));
        paragraph(operation.path("description").asText());
        parameters(operation.path("parameters"));
        fields("Body", operation.at("/requestBody/content/application~1json/schema"));
        operation
                .path("responses")
                .properties()
                .forEach(response -> response.getValue()
                        .path("content")
                        .forEach(content -> fields("Answer " + response.getKey(), content.path("schema"))));
    }

    private void parameters(JsonNode parameters) {
        var query = parameters
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .toList();
        if (!query.isEmpty()) {
            html.append("<table><caption>Query</caption>");
            query.forEach(parameter -> row(
                    parameter.path("name").asText(), parameter.path("required").asBoolean(), parameter.path("schema")));
            html.append("</table>");
        }
    }

    private void fields(String caption, JsonNode schema) {
        if (schema.isMissingNode()) {
            return;
        }
        html.append("<table><caption>%s</caption>".formatted(escaped(caption)));
        if (schema.path("properties").isEmpty()) {
            html.append("<tr><td>").append(type(schema)).append("</td></tr>");
        }
        Set<String> required = schema.path("required")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        schema.path("properties")
                .properties()
                .forEach(field -> row(field.getKey(), required.contains(field.getKey()), field.getValue()));
        html.append("</table>");
    }

    private void row(String name, boolean required, JsonNode schema) {
        html.append("<tr><td><code>%s</code>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escaped(name),
                        required ? "" : " <i>optional</i>",
                        type(schema),
                        escaped(schema.path("description").asText())));
    }

    /// The type in words, with a link to one that has a name.
    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asText().replaceAll(".*/", "");
            return "<a href=\"#%1$s\">%1$s</a>".formatted(escaped(name));
        }
        if (schema.has("anyOf")) {
            return schema.path("anyOf").valueStream().map(ApiPage::type).collect(Collectors.joining(" or "));
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .valueStream()
                    .map(each -> "<code>%s</code>".formatted(escaped(each.asText())))
                    .collect(Collectors.joining(", "));
        }
        return switch (schema.path("type").asText()) {
            case "array" -> "list of " + type(schema.path("items"));
            case "object" -> object(schema);
            case "" -> "anything";
            default -> escaped(schema.path("format").asText(schema.path("type").asText()));
        };
    }

    private static String object(JsonNode schema) {
        return schema.path("properties").isEmpty()
                ? "object"
                : schema.path("properties").properties().stream()
                        .map(field -> escaped(field.getKey()) + ": " + type(field.getValue()))
                        .collect(Collectors.joining("; ", "{ ", " }"));
    }

    private void paragraph(String text) {
        if (!text.isEmpty()) {
            html.append("<p>").append(escaped(text)).append("</p>");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
