// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a default of the server        | {spec: {type: a}}                    | {spec: {type: a, more: b}}               | false
            an annotation of a person      | {metadata: {labels: {a: b}}}         | {metadata: {labels: {a: b, mine: c}}}    | false
            another value                  | {spec: {port: 6379}}                 | {spec: {port: 6380}}                     | true
            a label that is gone           | {metadata: {labels: {a: b}}}         | {metadata: {}}                           | true
            an entry too many              | {spec: {list: [{a: 1}]}}             | {spec: {list: [{a: 1}, {a: 2}]}}         | true
            an entry with a default        | {spec: {list: [{a: 1}]}}             | {spec: {list: [{a: 1, b: 2}]}}           | false
            the same amount                | {limits: {cpu: 1000m, memory: 1Gi}}  | {limits: {cpu: '1', memory: 1Gi}}        | false
            another amount                 | {limits: {memory: 1Gi}}              | {limits: {memory: 2Gi}}                  | true
            a switch that is off anyway    | {spec: {on: false}}                  | {spec: {}}                               | false
            a switch that is on            | {spec: {on: true}}                   | {spec: {}}                               | true
            the status                     | {status: {phase: a}}                 | {status: {phase: b}}                     | false
            an empty list                  | {spec: {list: []}}                   | {spec: {}}                               | false
            """)
    void only_what_is_wanted_and_missing_counts(String what, String wanted, String found, boolean apart)
            throws Exception {
        assertThat(Drift.isApart(YAML.readTree(wanted), YAML.readTree(found))).isEqualTo(apart);
    }
}
