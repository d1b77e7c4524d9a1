// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A password that is rotated by itself when it has its age (contract §9).
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoRotationE2E {

    private static final String REQUESTS = "/apis/ops.kubedb.com/v1alpha1/namespaces/%s/redisopsrequests";

    private Cluster cluster;
    private KeyturnOperator operator;

    @BeforeAll
    void start() {
        cluster = Cluster.open("auto");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,petset,ops-manager");
    }

    @AfterAll
    void end() {
        operator.close();
        cluster.close();
    }

    /// The date comes while the operator is dead; afterwards it dies once more.
    @Test
    void A20_when_its_age_is_reached_one_request_is_made_and_succeeds() {
        Watched database = Watched.create(
                        cluster, operator, Sample.redis("aging").with("deletionPolicy", "Delete"))
                .awaitPhase("Ready");
        String first = database.password();
        Instant since = activeFrom(database);
        operator.kill();
        database.patch("{\"metadata\": {\"annotations\": {\"keyturn.dev/restart\": \"Never\"}},"
                + " \"spec\": {\"authSecret\": {\"rotateAfter\": \"5s\"}}}");
        operator.restart();

        String name = "aging-" + since.plusSeconds(5).getEpochSecond() + "-rotate-auth-auto";
        awaitRequest(name);
        database.patch("{\"spec\": {\"authSecret\": {\"rotateAfter\": \"720h\"}}}");
        operator.kill();
        operator.restart();
        awaitPhase(name, "Successful");

        assertThat(requests()).containsExactly(name);
        JsonNode request = cluster.get(REQUESTS.formatted(cluster.namespace()) + "/" + name);
        assertThat(request.at("/spec/type").asText()).isEqualTo("RotateAuth");
        assertThat(request.at("/spec/apply").asText()).isEqualTo("IfReady");
        assertThat(request.at("/metadata/labels/app.kubernetes.io~1type").asText())
                .isEqualTo("rotate-auth");
        assertThat(request.at("/metadata/labels/app.kubernetes.io~1instance").asText())
                .isEqualTo("aging");
        assertThat(request.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
                .isEqualTo("kubedb.com");
        assertThat(database.password()).isNotEqualTo(first);
        assertThat(database.secret("aging-auth", "password.prev")).hasValue(first);
        assertThat(activeFrom(database)).isAfter(since);
        assertThat(database.now().at("/spec/authSecret/rotateAfter").asText()).isEqualTo("720h");
    }

    /// Nothing is published there yet, so nothing is old; the date of a Secret of others is only spoken of.
    @Test
    void a_secret_of_others_is_not_rotated_but_its_owner_is_asked_to() {
        cluster.create("{apiVersion: v1, kind: Secret, metadata: {name: theirs}, type: kubernetes.io/basic-auth,"
                + " stringData: {username: default, password: Copper-Valley-2086}}");
        Watched database = Watched.create(
                        cluster,
                        operator,
                        Sample.redis("foreign")
                                .with("deletionPolicy", "Delete")
                                .with("authSecret", "{name: theirs, externallyManaged: true, rotateAfter: 1s}"))
                .awaitPhase("Ready");

        cluster.client()
                .v1()
                .events()
                .inNamespace(cluster.namespace())
                .withField("involvedObject.name", "foreign")
                .informOnCondition(
                        events -> events.stream().anyMatch(event -> "RotationOverdue".equals(event.getReason())))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();

        assertThat(requests()).noneMatch(name -> name.startsWith("foreign"));
        assertThat(database.now().at("/spec/authSecret/activeFrom").asText()).isNotEmpty();
        assertThat(cluster.client()
                        .secrets()
                        .inNamespace(cluster.namespace())
                        .withName("theirs")
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .isNullOrEmpty();
    }

    private static Instant activeFrom(Watched database) {
        return Instant.parse(database.now().at("/spec/authSecret/activeFrom").asText());
    }

    private List<String> requests() {
        List<String> names = new ArrayList<>();
        cluster.get(REQUESTS.formatted(cluster.namespace()))
                .path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    private void awaitRequest(String name) {
        requestOf(name).waitUntilCondition(Objects::nonNull, 60, TimeUnit.SECONDS);
    }

    private void awaitPhase(String name, String phase) {
        requestOf(name)
                .waitUntilCondition(
                        seen -> seen != null && phase.equals(seen.<String>get("status", "phase")),
                        120,
                        TimeUnit.SECONDS);
    }

    private Resource<GenericKubernetesResource> requestOf(String name) {
        return cluster.client()
                .genericKubernetesResources("ops.kubedb.com/v1alpha1", "RedisOpsRequest")
                .inNamespace(cluster.namespace())
                .withName(name);
    }
}
