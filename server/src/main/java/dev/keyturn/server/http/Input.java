// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.Field.Raw;
import dev.keyturn.server.http.IntegerField.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The fields of a body, a query, or an object inside. Read each field once, then call [#done()], then act:
///
/// ```java
/// var name = input.text("name").slug().required();
/// var days = input.coerced("rotationInterval").atLeast(1).required();
/// input.done();
/// ```
///
/// Fields that nobody reads are dropped. The two spellings of a field that has two are one field. Used by one thread.
public final class Input {
    private static final Map<String, String> OTHER_SPELLING = Map.of(
            "projectId", "workspaceId",
            "workspaceId", "projectId",
            "path", "directory",
            "directory", "path",
            "include_imports", "includeImports",
            "includeImports", "include_imports");

    private final ObjectNode node;
    private final List<Object> path;
    private final Issues issues;
    private final boolean fromQuery;

    private Input(ObjectNode node, List<Object> path, Issues issues, boolean fromQuery) {
        this.node = node;
        this.path = path;
        this.issues = issues;
        this.fromQuery = fromQuery;
    }

    /// The fields of a JSON object.
    public static Input ofBody(ObjectNode body) {
        return new Input(body, List.of(), new Issues(), false);
    }

    /// The fields of a query: all are texts, and an empty flag or number is absent.
    public static Input ofQuery(ObjectNode query) {
        return new Input(query, List.of(), new Issues(), true);
    }

    /// The same fields, to be read once more, without the issues that were found so far.
    public Input anew() {
        return new Input(node, path, new Issues(), fromQuery);
    }

    public TextField text(String name) {
        return new TextField(
                raw(
                        name,
                        value -> value.isTextual()
                                ? new Raw.Present<>(value.textValue())
                                : new Raw.WrongType<>(typeOf(value))),
                at(name),
                issues);
    }

    /// A whole number; a fraction is an issue.
    public IntegerField integer(String name) {
        return integer(name, fromQuery ? Reading.COERCED : Reading.STRICT);
    }

    /// A whole number that may also be sent as `"2"` or `true`.
    public IntegerField coerced(String name) {
        return integer(name, Reading.COERCED);
    }

    /// A number whose fraction is cut off.
    public IntegerField truncated(String name) {
        return integer(name, Reading.TRUNCATED);
    }

    private IntegerField integer(String name, Reading reading) {
        Raw<Long> raw =
                isEmptyInQuery(name) ? new Raw.Missing<>() : raw(name, value -> IntegerField.read(value, reading));
        return new IntegerField(raw, at(name), issues);
    }

    /// `true` or `false`; in a query these literals.
    public FlagField flag(String name) {
        Raw<Boolean> raw = isEmptyInQuery(name) ? new Raw.Missing<>() : raw(name, this::flag);
        return new FlagField(raw, at(name), issues);
    }

    private Raw<Boolean> flag(JsonNode value) {
        if (value.isBoolean()) {
            return new Raw.Present<>(value.booleanValue());
        }
        return fromQuery && Set.of("true", "false").contains(value.asText())
                ? new Raw.Present<>(value.asText().equals("true"))
                : new Raw.WrongType<>(typeOf(value));
    }

    /// An object that must be there. Its issues are collected with those of this input.
    public Input object(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            issues.add(Issue.missing(at(name), "object"));
        }
        return nested(value, name);
    }

    /// An object that may be missing; `null` is an issue.
    public Optional<Input> optionalObject(String name) {
        var value = find(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(nested(value, name));
    }

    /// What a PATCH says about an object; `null` clears it.
    public Patch<Input> patchObject(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            return new Patch.Keep<>();
        }
        return value.get().isNull() ? new Patch.Clear<>() : new Patch.Put<>(nested(value, name));
    }

    private Input nested(Optional<JsonNode> value, String name) {
        if (value.isPresent() && value.get() instanceof ObjectNode object) {
            return new Input(object, at(name), issues, false);
        }
        value.ifPresent(other -> issues.add(Issue.wrongType(at(name), "object", typeOf(other))));
        return new Input(JsonNodeFactory.instance.objectNode(), at(name), new Issues(), false);
    }

    /// A list of objects; empty if it is missing.
    public List<Input> objects(String name) {
        return elements(name, (value, at) -> {
            if (value instanceof ObjectNode object) {
                return Optional.of(new Input(object, at, issues, false));
            }
            issues.add(Issue.wrongType(at, "object", typeOf(value)));
            return Optional.empty();
        });
    }

    /// A list of texts; empty if it is missing.
    public List<String> texts(String name) {
        return elements(name, (value, at) -> {
            if (!value.isTextual()) {
                issues.add(Issue.wrongType(at, "string", typeOf(value)));
                return Optional.empty();
            }
            if (!TextField.canBeKept(value.textValue())) {
                issues.add(TextField.unkeepable(at));
            }
            return Optional.of(value.textValue());
        });
    }

    /// As [#texts], for a list that may be missing or `null`.
    public Optional<List<String>> optionalTexts(String name) {
        return find(name).filter(value -> !value.isNull()).map(_ -> texts(name));
    }

    @FunctionalInterface
    private interface Element<T> {
        Optional<T> read(JsonNode value, List<Object> at);
    }

    private <T> List<T> elements(String name, Element<T> element) {
        var value = find(name);
        if (value.isPresent() && !value.get().isArray()) {
            issues.add(Issue.wrongType(at(name), "array", typeOf(value.get())));
            return List.of();
        }
        var all = new ArrayList<T>();
        for (var i = 0; value.isPresent() && i < value.get().size(); i++) {
            var at = new ArrayList<>(at(name));
            at.add(i);
            element.read(value.get().get(i), List.copyOf(at)).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /// Whether the field was sent as an object.
    public boolean isObject(String name) {
        return find(name).filter(JsonNode::isObject).isPresent();
    }

    /// Whether the field was sent as a text, where it could also be something else.
    public boolean isText(String name) {
        return find(name).filter(JsonNode::isTextual).isPresent();
    }

    /// Whether the field was sent, be it as `null`.
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /// Whether the field was sent as `null`.
    public boolean isNull(String name) {
        return find(name).filter(JsonNode::isNull).isPresent();
    }

    /// The names of all fields that were sent, sorted.
    public Set<String> names() {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// An issue for each field that is not in `known`; for objects that drop nothing.
    public Input only(Set<String> known) {
        names().stream().filter(name -> !known.contains(name)).forEach(name -> refuse(name, "Unknown field"));
        return this;
    }

    /// Leaves an issue at a field, for a rule that only the caller knows.
    public void refuse(String name, String message) {
        issues.add(Issue.custom(at(name), message));
    }

    /// Ends the reading of this input and of all objects in it.
    ///
    /// @throws ApiError 422 with every issue, if there is one
    public void done() {
        issues.throwIfAny();
    }

    private <T> Raw<T> raw(String name, Function<JsonNode, Raw<T>> reading) {
        var value = find(name);
        if (value.isEmpty()) {
            return new Raw.Missing<>();
        }
        return value.get().isNull() ? new Raw.Null<>() : reading.apply(value.get());
    }

    private boolean isEmptyInQuery(String name) {
        return fromQuery && find(name).map(value -> value.asText().isEmpty()).orElse(false);
    }

    private Optional<JsonNode> find(String name) {
        return Optional.ofNullable(node.get(name))
                .or(() -> Optional.ofNullable(OTHER_SPELLING.get(name)).map(node::get));
    }

    private List<Object> at(String name) {
        var all = new ArrayList<>(path);
        all.add(name);
        return List.copyOf(all);
    }

    static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> "number";
            case STRING -> "string";
            default -> "object";
        };
    }
}
