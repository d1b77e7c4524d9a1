// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuralSchemaTest {

    static List<Definition> definitions() {
        return Yaml.definitions().stream().map(Definition::new).toList();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void the_api_server_would_take_it_as_structural(Definition definition) {
        var schema = definition.schema();

        assertThat(schema.path("properties").fieldNames()).toIterable().contains("spec");
        assertThat(StructuralSchema.faultsOf(schema)).isEmpty();
    }

    @Test
    void a_sound_schema_has_no_faults() {
        assertThat(StructuralSchema.faultsOf(schema("{type: array, items: {type: string, default: a}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{type: text}",
                "{type: array}",
                "{type: object, items: {type: string}}",
                "{type: object, properties: {a: {}}}",
                "{type: object, additionalProperties: {type: array}}",
                "{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}",
                "{type: object, required: [a]}",
                "{type: object, $ref: '#/a'}",
                "{type: integer, minimum: 1, default: 0}",
                "{type: string, default: 1}",
                "{type: string, enum: [a], default: b}",
                "{type: string, x-kubernetes-validations: [{rule: 'true', message: m}]}",
                "{type: string, x-kubernetes-validations: [{rule: 'true', reason: FieldValueInvalid}]}"
            })
    void an_unsound_schema_is_reported(String text) {
        assertThat(StructuralSchema.faultsOf(schema(text))).hasSize(1);
    }

    private static JsonNode schema(String yaml) {
        return Yaml.read(yaml, JsonNode.class);
    }
}
