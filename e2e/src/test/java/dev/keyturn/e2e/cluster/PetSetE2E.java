// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PetSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// PetSets that no database made, with the component `petset` and without it. The pods are none: their number is 0, or
/// their image is one that no node has.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PetSetE2E {

    private static final int SECONDS = 60;
    private static final String PET_SET = """
            apiVersion: apps.k8s.appscode.com/v1
            kind: PetSet
            metadata: {name: NAME, labels: {team: shop}}
            spec:
              serviceName: pods
              replicas: 1
              selector: {matchLabels: {app: NAME}}
              template:
                metadata: {labels: {app: NAME}}
                spec: {containers: [{name: redis, image: "keyturn.local/none:1", imagePullPolicy: Never}]}
            """;

    /// Reads PetSets as the operator does.
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withKubernetesSerialization(ResourceJson.serialization())
            .build();

    private Cluster cluster;
    private KeyturnOperator operator;

    @BeforeAll
    void start() {
        cluster = Cluster.open("petset");
        operator = OperatorProcess.start(cluster.namespace(), "petset");
    }

    @AfterAll
    void end() {
        operator.close();
        cluster.close();
        client.close();
    }

    @Test
    void A21_becomes_a_stateful_set_of_the_same_name_that_restarts_nothing_by_itself() {
        create("whole", "");

        var status = awaitStatus(
                "whole", seen -> seen.replicas().equals(seen.updatedReplicas()) && isReconciled(seen, "True"));
        var set = statefulSet("whole").get();
        assertThat(set.getSpec().getUpdateStrategy().getType()).isEqualTo("OnDelete");
        assertThat(set.getMetadata().getLabels()).containsEntry("team", "shop");
        assertThat(set.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("PetSet"));
        assertThat(status.currentRevision()).contains(set.getStatus().getCurrentRevision());
        assertThat(status.readyReplicas().orElse(0)).isZero();
        assertThat(status.observedGeneration()).contains(1L);
    }

    @Test
    void A21_is_scaled_and_its_status_says_so() {
        create("scaled", "podManagementPolicy: Parallel");

        petSet("scaled").scale(2);

        assertThat(awaitStatus("scaled", seen -> seen.replicas().equals(Optional.of(2)))
                        .observedGeneration())
                .contains(2L);
    }

    @Test
    void A21_without_the_component_none_is_made() {
        try (var other = Cluster.open("petset-off")) {
            var off = OperatorProcess.start(other.namespace(), "provisioner");
            other.create(PET_SET.replace("NAME", "left"));
            assertThat(off.page("/healthz")).contains("\"petset\" : {\n      \"state\" : \"off\"");
            assertThat(off.stop()).isZero();
            assertThat(client.apps()
                            .statefulSets()
                            .inNamespace(other.namespace())
                            .list()
                            .getItems())
                    .isEmpty();
        }
    }

    @Test
    void a_change_of_an_immutable_field_touches_nothing() {
        create("fixed", "");
        var _ = awaitStatus("fixed", seen -> seen.observedGeneration().isPresent());
        long before = statefulSet("fixed").get().getMetadata().getGeneration();

        patch("fixed", "{\"spec\": {\"serviceName\": \"others\"}}");

        var refused = awaitStatus("fixed", seen -> isReconciled(seen, "False"));
        assertThat(refused.conditions().getFirst().reason()).contains("ImmutableField");
        assertThat(statefulSet("fixed").get().getMetadata().getGeneration()).isEqualTo(before);

        patch("fixed", "{\"spec\": {\"serviceName\": \"pods\"}}");
        var _ = awaitStatus("fixed", seen -> isReconciled(seen, "True"));
    }

    @Test
    void what_cannot_be_had_is_said_in_the_condition() {
        create("many", "distributed: true");
        create("nowhere", "podPlacementPolicy: {name: no-such-policy}");

        assertThat(awaitStatus("many", seen -> isReconciled(seen, "False"))
                        .conditions()
                        .getFirst()
                        .reason())
                .contains("NotSupported");
        assertThat(awaitStatus("nowhere", seen -> isReconciled(seen, "False"))
                        .conditions()
                        .getFirst()
                        .reason())
                .contains("PlacementPolicyNotFound");
        assertThat(statefulSet("many").get()).isNull();
        assertThat(statefulSet("nowhere").get()).isNull();
    }

    @Test
    void makes_again_what_was_deleted_and_leaves_alone_what_it_did_not_make() {
        create("again", "");
        var _ = awaitStatus("again", seen -> seen.observedGeneration().isPresent());
        var uid = statefulSet("again").get().getMetadata().getUid();

        statefulSet("again").delete();

        assertThat(statefulSet("again")
                        .waitUntilCondition(
                                seen -> seen != null
                                        && !seen.getMetadata().getUid().equals(uid),
                                SECONDS,
                                TimeUnit.SECONDS))
                .isNotNull();

        cluster.create(PET_SET.replace("NAME", "foreign")
                .replace("apps.k8s.appscode.com/v1", "apps/v1")
                .replace("PetSet", "StatefulSet"));
        create("foreign", "");
        assertThat(awaitStatus("foreign", seen -> isReconciled(seen, "False"))
                        .conditions()
                        .getFirst()
                        .reason())
                .contains("NameTaken");
        assertThat(statefulSet("foreign").get().getMetadata().getOwnerReferences())
                .isEmpty();
    }

    private void create(String name, String more) {
        cluster.create(PET_SET.replace("NAME", name).replace("replicas: 1", "replicas: 1\n  " + more));
    }

    private void patch(String name, String merge) {
        petSet(name).patch(PatchContext.of(PatchType.JSON_MERGE), merge);
    }

    private PetSetStatus awaitStatus(String name, Predicate<PetSetStatus> wanted) {
        return petSet(name)
                .waitUntilCondition(
                        seen -> seen != null && seen.getStatus() != null && wanted.test(seen.getStatus()),
                        SECONDS,
                        TimeUnit.SECONDS)
                .getStatus();
    }

    private static boolean isReconciled(PetSetStatus status, String expected) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals("Reconciled"))
                .map(Condition::status)
                .anyMatch(word -> Objects.equals(word, expected));
    }

    private Resource<PetSet> petSet(String name) {
        return client.resources(PetSet.class).inNamespace(cluster.namespace()).withName(name);
    }

    private Resource<StatefulSet> statefulSet(String name) {
        return client.resources(StatefulSet.class)
                .inNamespace(cluster.namespace())
                .withName(name);
    }
}
