// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.Packaged;
import dev.keyturn.testkit.process.RunningProcess;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The operator as a user installs it: by the Helm chart, from an image of this build that the node has.
/// Its rights, its webhook and its Service are the real ones. `KEYTURN_E2E_HELM` names the program; the
/// catalog is on the cluster already.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "KEYTURN_E2E_HELM", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstalledE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String RELEASE = "keyturn-e2e";

    private WebhookTurn turn;
    private Cluster cluster;

    @BeforeAll
    void install() {
        turn = WebhookTurn.take();
        cluster = Cluster.open("installed");
        helm(
                "install",
                RELEASE,
                Packaged.root().resolve("deploy/helm/keyturn").toString(),
                "--set",
                "catalog=false,watchNamespaces={" + cluster.namespace() + "},resources.requests.cpu=50m",
                "--wait",
                "--timeout",
                "150s");
    }

    @AfterAll
    void uninstall() {
        helm("uninstall", RELEASE, "--wait");
        cluster.close();
        turn.close();
    }

    @Test
    void A25_without_a_licence_a_database_becomes_ready() {
        var created = cluster.create(Sample.redis("orders").manifest());

        try {
            cluster.client()
                    .genericKubernetesResources("kubedb.com/v1", "Redis")
                    .inNamespace(cluster.namespace())
                    .withName("orders")
                    .waitUntilCondition(
                            seen -> seen != null && "Ready".equals(seen.<String>get("status", "phase")),
                            PATIENCE.toSeconds(),
                            TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError("not Ready: " + cluster.patch(created, "{}") + "\n" + operatorLog(), e);
        }
        assertThat(created.at("/spec/podTemplate/spec/serviceAccountName").asText())
                .isEqualTo("orders");
    }

    @Test
    void the_webhook_behind_the_service_refuses_with_the_reason() {
        String unknown = Manifests.redis("unknown").replace("8.2.2", "9.9.9");

        assertThat(Cluster.refusal(() -> cluster.create(unknown))).contains("RedisVersion \"9.9.9\" does not exist");
    }

    @ParameterizedTest(name = "A23 {0} {1} {2}: {3}")
    @CsvSource({
        "list, '', secrets, false",
        "watch, '', secrets, false",
        "get, '', secrets, true",
        "create, '', pods/exec, false",
        "create, '', pods/portforward, false",
        "get, '', pods/log, false",
        "create, '', pods/eviction, true",
        "delete, '', pods, true",
        "create, '', pods, false",
        "patch, apps.k8s.appscode.com, petsets, true",
        "create, apps, deployments, false",
        "update, kubedb.com, redises, false",
        "patch, kubedb.com, redises, true",
        "patch, kubedb.com, redises/status, true"
    })
    void A23_least_privilege(String verb, String group, String resource, boolean allowed) {
        var parts = resource.split("/", 2);
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + cluster.namespace() + ":keyturn-operator")
                .withNewResourceAttributes()
                .withNamespace(cluster.namespace())
                .withVerb(verb)
                .withGroup(group)
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : "")
                .endResourceAttributes()
                .endSpec()
                .build();

        var answer = cluster.client().authorization().v1().subjectAccessReview().create(review);

        assertThat(answer.getStatus().getAllowed()).isEqualTo(allowed);
    }

    private String operatorLog() {
        return cluster.client().pods().inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getName().startsWith("keyturn-operator"))
                .map(pod -> cluster.client()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withName(pod.getMetadata().getName())
                        .getLog())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("no operator pod");
    }

    private void helm(String... arguments) {
        List<String> words =
                new ArrayList<>(List.of(System.getenv("KEYTURN_E2E_HELM"), "--namespace", cluster.namespace()));
        words.addAll(List.of(arguments));
        try (var helm = RunningProcess.start("helm", new ProcessBuilder(words))) {
            assertThat(helm.endsWithin(PATIENCE)).isTrue();
            assertThat(helm.exitCode())
                    .as(String.join("\n", helm.log()) + "\n" + operatorLog())
                    .isZero();
        }
    }
}
