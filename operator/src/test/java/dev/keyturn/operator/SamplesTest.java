// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    /// Samples, states and catalog; a Secret is no kind of ours.
    static List<JsonNode> resources() {
        var resources = new ArrayList<>(Yaml.samples());
        resources.removeIf(sample -> sample.path("kind").asText().equals("Secret"));
        resources.addAll(Yaml.states());
        resources.addAll(Yaml.catalog());
        return resources;
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_sample_comes_back_as_it_was(JsonNode sample) {
        var type = Kinds.named(
                        sample.path("apiVersion").asText(), sample.path("kind").asText())
                .orElseThrow();

        CustomResource<?, ?> read = Yaml.read(sample.toString(), type);

        assertThat(lost("", sample, Yaml.tree(read))).isEmpty();
    }

    @Test
    void what_is_lost_is_reported() {
        var sample = Yaml.read("{a: [{b: 1}], c: x}", JsonNode.class);

        assertThat(lost("", sample, Yaml.read("{a: [{}], c: y}", JsonNode.class)))
                .containsExactly("/a/0/b", "/c");
    }

    @Test
    void an_unknown_field_is_ignored() {
        var redis = Yaml.read(
                "{apiVersion: kubedb.com/v1, kind: Redis, spec: {version: '8', colour: red, tls: {shade: dark}}}",
                Redis.class);

        assertThat(redis.getSpec().version()).isEqualTo("8");
        assertThat(redis.getSpec().tls())
                .hasValueSatisfying(tls -> assertThat(tls.certificates()).isEmpty());
    }

    @Test
    void what_is_absent_is_empty_and_is_not_written() {
        var request = Yaml.read(
                "{apiVersion: ops.kubedb.com/v1alpha1, kind: RedisOpsRequest, "
                        + "spec: {type: RotateAuth, databaseRef: {name: a}}, status: {phase: Pending}}",
                RedisOpsRequest.class);

        assertThat(request.getSpec().timeout()).isEmpty();
        assertThat(request.getStatus().conditions()).isEmpty();
        assertThat(Yaml.tree(request).path("spec").toString())
                .isEqualTo("{\"databaseRef\":{\"name\":\"a\"},\"type\":\"RotateAuth\"}");
    }

    private static List<String> lost(String path, JsonNode sample, JsonNode written) {
        var lost = new ArrayList<String>();
        if (sample.isObject()) {
            sample.properties()
                    .forEach(field -> lost.addAll(
                            lost(path + "/" + field.getKey(), field.getValue(), written.path(field.getKey()))));
        } else if (sample.isArray()) {
            for (int i = 0; i < sample.size(); i++) {
                lost.addAll(lost(path + "/" + i, sample.path(i), written.path(i)));
            }
        } else if (!sample.equals(written)) {
            lost.add(path);
        }
        return lost;
    }
}
