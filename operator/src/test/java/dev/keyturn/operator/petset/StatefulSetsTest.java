// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatefulSetsTest {

    @Test
    void has_the_name_the_labels_and_the_pods_of_the_pet_set_and_belongs_to_it() {
        var set = made("", Optional.empty());

        assertThat(set.getMetadata().getName()).isEqualTo("orders");
        assertThat(set.getMetadata().getNamespace()).isEqualTo("shop");
        assertThat(set.getMetadata().getLabels()).isEqualTo(Map.of("app.kubernetes.io/instance", "orders"));
        assertThat(set.getMetadata().getAnnotations()).isEmpty();
        assertThat(set.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getApiVersion()).isEqualTo("apps.k8s.appscode.com/v1");
            assertThat(owner.getKind()).isEqualTo("PetSet");
            assertThat(owner.getUid()).isEqualTo("7e1c");
            assertThat(owner.getController()).isTrue();
        });
        assertThat(set.getSpec().getServiceName()).isEqualTo("orders-pods");
        assertThat(set.getSpec().getSelector().getMatchLabels()).isEqualTo(Map.of("app", "orders"));
        assertThat(set.getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getImage()).isEqualTo("redis:7.0.15"));
    }

    @Test
    void restarts_nothing_by_itself_unless_asked_to() {
        assertThat(made("", Optional.empty()).getSpec().getUpdateStrategy().getType())
                .isEqualTo("OnDelete");
        assertThat(made("updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}", Optional.empty())
                        .getSpec()
                        .getUpdateStrategy())
                .satisfies(strategy -> {
                    assertThat(strategy.getType()).isEqualTo("RollingUpdate");
                    assertThat(strategy.getRollingUpdate().getPartition()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 3                                                     | replicas: 3",
                "podManagementPolicy: Parallel                                   | podManagementPolicy: \"Parallel\"",
                "minReadySeconds: 5                                              | minReadySeconds: 5",
                "ordinals: {start: 2}                                            | start: 2",
                "revisionHistoryLimit: 4                                         | revisionHistoryLimit: 4",
                "persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}     | whenDeleted: \"Delete\"",
                "volumeClaimTemplates: [{metadata: {name: data}}]                | name: \"data\""
            })
    void copies_what_a_stateful_set_knows(String field, String copied) {
        assertThat(Given.yaml(made(field, Optional.empty()))).contains(copied);
    }

    @Test
    void has_the_defaults_of_the_contract() {
        var spec = made("", Optional.empty()).getSpec();

        assertThat(spec.getReplicas()).isEqualTo(1);
        assertThat(spec.getRevisionHistoryLimit()).isEqualTo(10);
    }

    @Test
    void a_placement_becomes_spread_constraints_with_the_selector_of_the_pet_set() {
        var policy = Given.policy("""
                zoneSpreadConstraint: {}
                nodeSpreadConstraint: {maxSkew: 2, whenUnsatisfiable: ScheduleAnyway}
                """);

        var spreads = made("podPlacementPolicy: {name: spread}", Optional.of(policy))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTopologySpreadConstraints();

        assertThat(spreads)
                .hasSize(2)
                .allSatisfy(spread ->
                        assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(Map.of("app", "orders")));
        assertThat(spreads.getFirst())
                .extracting("topologyKey", "maxSkew", "whenUnsatisfiable")
                .containsExactly("topology.kubernetes.io/zone", 1, "DoNotSchedule");
        assertThat(spreads.getLast())
                .extracting("topologyKey", "maxSkew", "whenUnsatisfiable")
                .containsExactly("kubernetes.io/hostname", 2, "ScheduleAnyway");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{affinity: {nodeAffinity: []}, clusterSpreadConstraint: {}} | affinity,clusterSpreadConstraint",
                "{affinity: {nodeAffinity: []}}                              | affinity",
                "{zoneSpreadConstraint: {}}                                  | ''"
            })
    void says_which_fields_of_a_placement_have_no_effect(String spec, String ignored) {
        var petSet = Given.petSet("podPlacementPolicy: {name: spread}");

        assertThat(StatefulSets.of(petSet, Optional.of(Given.policy(spec))))
                .asInstanceOf(type(Wanted.Made.class))
                .satisfies(made -> assertThat(String.join(",", made.ignored())).isEqualTo(ignored));
    }

    @Test
    void a_missing_placement_is_refused_unless_it_is_the_default_one() {
        assertThat(StatefulSets.of(Given.petSet("podPlacementPolicy: {name: spread}"), Optional.empty()))
                .asInstanceOf(type(Wanted.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo("PlacementPolicyNotFound");
                    assertThat(refused.message()).contains("spread");
                });
        assertThat(made("podPlacementPolicy: {name: default}", Optional.empty())
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints())
                .isEmpty();
    }

    @Test
    void several_clusters_are_not_supported() {
        assertThat(StatefulSets.of(Given.petSet("distributed: true"), Optional.empty()))
                .asInstanceOf(type(Wanted.Refused.class))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("NotSupported"));
    }

    private static StatefulSet made(String more, Optional<PlacementPolicy> policy) {
        PetSet petSet = Given.petSet(more);
        assertThat(StatefulSets.of(petSet, policy)).isInstanceOf(Wanted.Made.class);
        return ((Wanted.Made) StatefulSets.of(petSet, policy)).statefulSet();
    }
}
