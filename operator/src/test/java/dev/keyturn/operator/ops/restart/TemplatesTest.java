// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.provision.Drift;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    private static final KubernetesSerialization YAML = ResourceJson.serialization();
    private static final String REVISION = "5f0c";

    @Test
    void takes_the_variables_from_where_a_repair_would_take_them_and_marks_the_template() {
        var changed = changed(template("orders-auth"), template("team-auth")).orElseThrow();

        assertThat(changed.getMetadata().getAnnotations()).containsEntry(TemplateChange.REVISION, REVISION);
        assertThat(changed.getMetadata().getAnnotations()).containsEntry("shop.example/kept", "yes");
        changed.getMetadata().getAnnotations().remove(TemplateChange.REVISION);
        assertThat(changed).isEqualTo(template("team-auth"));
    }

    /// A repair looks for what it wants and does not find: there is nothing of that.
    @Test
    void leaves_nothing_for_a_repair_to_do() {
        var changed = changed(template("orders-auth"), template("team-auth")).orElseThrow();

        assertThat(Drift.isApart(tree(template("team-auth")), tree(changed))).isFalse();
        assertThat(Drift.isApart(tree(template("orders-auth")), tree(changed))).isTrue();
    }

    @Test
    void is_done_once() {
        var changed = changed(template("orders-auth"), template("team-auth")).orElseThrow();

        assertThat(changed(changed, template("team-auth"))).isEmpty();
    }

    @Test
    void leaves_what_a_repair_would_change_besides() {
        var found = template("orders-auth");
        found.getSpec().getContainers().getFirst().setImage("redis:older");

        var changed = changed(found, template("team-auth")).orElseThrow();

        assertThat(changed.getSpec().getContainers().getFirst().getImage()).isEqualTo("redis:older");
    }

    @Test
    void leaves_a_container_that_is_not_wanted_any_more() {
        var wanted = template("team-auth");
        wanted.getSpec().getContainers().removeLast();

        var changed = changed(template("orders-auth"), wanted).orElseThrow();

        assertThat(changed.getSpec().getContainers()).hasSize(2);
    }

    private static Optional<PodTemplateSpec> changed(PodTemplateSpec found, PodTemplateSpec wanted) {
        return Templates.changed(found, wanted, TemplateChange.REVISION, REVISION);
    }

    private static JsonNode tree(PodTemplateSpec template) {
        return YAML.convertValue(template, JsonNode.class);
    }

    /// The second container and the one before them are a person's, and read a Secret that he named.
    private static PodTemplateSpec template(String secret) {
        return YAML.unmarshal("""
                metadata: {annotations: {shop.example/kept: "yes"}, labels: {app: orders}}
                spec:
                  initContainers:
                  - name: before
                    env: [{name: P, valueFrom: {secretKeyRef: {name: orders-auth, key: password}}}]
                  containers:
                  - name: redis
                    image: redis:7
                    env:
                    - {name: USERNAME, valueFrom: {secretKeyRef: {name: %1$s, key: username, optional: false}}}
                    - {name: REDISCLI_AUTH, valueFrom: {secretKeyRef: {name: %1$s, key: password, optional: false}}}
                    - {name: KEYTURN_ACCEPT, valueFrom: {secretKeyRef: {name: orders-5f0c1e, key: keyturn.accept}}}
                    - {name: REDIS_MODE, value: Standalone}
                    - {name: KEYTURN_ANNOUNCE, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                  - name: exporter
                    env: [{name: P, valueFrom: {secretKeyRef: {name: orders-auth, key: password}}}]
                """.formatted(secret), PodTemplateSpec.class);
    }
}
