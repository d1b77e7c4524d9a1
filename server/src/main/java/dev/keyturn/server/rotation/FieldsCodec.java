// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns names by field into the text of their column, and back.
final class FieldsCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};

    private FieldsCodec() {}

    static String write(Map<String, String> names) {
        try {
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("names could not be written", impossible);
        }
    }

    static SortedMap<String, String> read(String text) {
        try {
            return JSON.readValue(text, TYPE);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("stored names are not readable by this release", damaged);
        }
    }
}
