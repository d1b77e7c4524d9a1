// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPatchTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | {\"a\": 1}            | {\"a\": 1}",
                "{\"a\": 1}             | {\"a\": 1}            | {}",
                "{\"a\": 1, \"b\": 2}   | {\"a\": 3, \"b\": 2}  | {\"a\": 3}",
                "{\"a\": 1, \"b\": 2}   | {\"b\": 2}            | {\"a\": null}",
                "{\"a\": [1, 2]}        | {\"a\": [1]}          | {\"a\": [1]}"
            })
    void names_what_differs_and_takes_away_what_is_gone(String former, String wanted, String patch)
            throws JsonProcessingException {
        assertThat(StatusPatch.difference(object(former), object(wanted))).isEqualTo(object(patch));
    }

    private static ObjectNode object(String text) throws JsonProcessingException {
        return JSON.readValue(text, ObjectNode.class);
    }
}
