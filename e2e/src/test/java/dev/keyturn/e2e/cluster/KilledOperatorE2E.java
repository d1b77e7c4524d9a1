// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.KeyturnOperator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The operator dies while it provisions, again and again, and the end is the same.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class KilledOperatorE2E {

    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> CHILDREN = List.of(
            "services", "petsets", "statefulsets", "serviceaccounts", "appbindings", "poddisruptionbudgets", "pods");

    static Stream<Arguments> engines() {
        return Stream.of(
                Arguments.of("redis", (Function<String, Sample>) Sample::redis),
                Arguments.of("postgres", (Function<String, Sample>) name -> Sample.postgres(name, "15")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines")
    void killed_at_each_child_it_ends_in_the_same_state(String engine, Function<String, Sample> sample) {
        try (var cluster = Cluster.open("killed-" + engine);
                var operator = OperatorProcess.start(cluster.namespace(), "provisioner,petset")) {
            var calm = Watched.create(cluster, operator, sample.apply("calm").with("deletionPolicy", "Delete"))
                    .awaitPhase("Ready");

            var shaken =
                    Watched.create(cluster, operator, sample.apply("shaken").with("deletionPolicy", "Delete"));
            killAfter(operator, () -> await(cluster, "v1", "Service", "shaken"));
            killAfter(operator, () -> await(cluster, "v1", "Secret", "shaken-auth"));
            String password = shaken.password();
            killAfter(operator, () -> await(cluster, "apps.k8s.appscode.com/v1", "PetSet", "shaken"));
            killAfter(operator, () -> await(cluster, "v1", "Pod", "shaken-0"));
            shaken.awaitPhase("Ready");

            assertThat(shaken.conditions()).isEqualTo(calm.conditions());
            assertThat(shaken.password()).isEqualTo(password);
            for (String plural : CHILDREN) {
                assertThat(shaken.names(plural))
                        .as(plural)
                        .isEqualTo(calm.names(plural).stream()
                                .map(name -> name.replace("calm", "shaken"))
                                .toList());
            }
        }
    }

    private static void killAfter(KeyturnOperator operator, Runnable moment) {
        moment.run();
        operator.kill();
        operator.restart();
    }

    private static void await(Cluster cluster, String apiVersion, String kind, String name) {
        cluster.client()
                .genericKubernetesResources(apiVersion, kind)
                .inNamespace(cluster.namespace())
                .withName(name)
                .waitUntilCondition(Objects::nonNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
