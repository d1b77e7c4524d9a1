// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One database on the cluster, and what belongs to it.
public final class Watched {

    private static final long PATIENCE_SECONDS = 240;

    private static final Map<String, String> GROUPS = Map.of(
            "petsets", "apps.k8s.appscode.com/v1",
            "statefulsets", "apps/v1",
            "poddisruptionbudgets", "policy/v1",
            "appbindings", "appcatalog.appscode.com/v1alpha1",
            "roles", "rbac.authorization.k8s.io/v1",
            "rolebindings", "rbac.authorization.k8s.io/v1");

    private static final Map<String, String> KINDS = Map.of(
            "petsets", "PetSet",
            "statefulsets", "StatefulSet",
            "poddisruptionbudgets", "PodDisruptionBudget",
            "appbindings", "AppBinding",
            "roles", "Role",
            "rolebindings", "RoleBinding",
            "services", "Service",
            "persistentvolumeclaims", "PersistentVolumeClaim",
            "secrets", "Secret",
            "serviceaccounts", "ServiceAccount");

    private final Cluster cluster;
    private final KeyturnOperator operator;
    private final JsonNode created;

    private Watched(Cluster cluster, KeyturnOperator operator, JsonNode created) {
        this.cluster = cluster;
        this.operator = operator;
        this.created = created;
    }

    public static Watched create(Cluster cluster, KeyturnOperator operator, Sample sample) {
        return new Watched(cluster, operator, cluster.create(sample.manifest()));
    }

    public String name() {
        return created.at("/metadata/name").asText();
    }

    public String uid() {
        return created.at("/metadata/uid").asText();
    }

    public String kind() {
        return created.path("kind").asText();
    }

    public JsonNode now() {
        return cluster.patch(created, "{}");
    }

    public void patch(String mergePatch) {
        cluster.patch(created, mergePatch);
    }

    public void patchStatus(String mergePatch) {
        cluster.patchStatus(created, mergePatch);
    }

    public Watched awaitPhase(String phase) {
        return await("phase " + phase, seen -> phase.equals(seen.<String>get("status", "phase")));
    }

    public Watched await(String what, Predicate<GenericKubernetesResource> wanted) {
        try {
            resource()
                    .waitUntilCondition(seen -> seen != null && wanted.test(seen), PATIENCE_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError(
                    kind() + " " + name() + " did not reach " + what + "; its status: " + now().path("status")
                            + "\npods: " + pods() + "\n" + tail(operator),
                    e);
        }
    }

    public void delete() {
        resource().delete();
    }

    public void awaitGone() {
        try {
            resource().waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError(kind() + " " + name() + " did not go: " + now() + "\n" + tail(operator), e);
        }
    }

    /// `type=status` of each condition, in their order.
    public List<String> conditions() {
        List<String> lines = new ArrayList<>();
        now().at("/status/conditions")
                .forEach(condition -> lines.add(condition.path("type").asText() + "="
                        + condition.path("status").asText()));
        return lines;
    }

    /// The names of what carries its labels.
    public List<String> names(String plural) {
        return items(plural).stream()
                .map(item -> item.at("/metadata/name").asText())
                .sorted()
                .toList();
    }

    public List<JsonNode> items(String plural) {
        List<JsonNode> items = new ArrayList<>();
        get(plural).path("items").forEach(items::add);
        return items;
    }

    /// Waits until nothing of a kind carries its labels any more.
    public void awaitNone(String plural) {
        for (String name : names(plural)) {
            var group = GROUPS.getOrDefault(plural, "v1");
            cluster.client()
                    .genericKubernetesResources(group, KINDS.getOrDefault(plural, "Pod"))
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// A value of a Secret; empty if there is none.
    public Optional<String> secret(String name, String key) {
        return Optional.ofNullable(cluster.client()
                        .secrets()
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get())
                .map(secret -> secret.getData().get(key))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }

    public String password() {
        return secret(name() + "-auth", "password").orElseThrow();
    }

    public String podAddress(String pod) {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withName(pod)
                .require()
                .getStatus()
                .getPodIP();
    }

    public void assertOwned(JsonNode child) {
        var owner = child.at("/metadata/ownerReferences/0");
        assertThat(owner.path("kind").asText()).isEqualTo(kind());
        assertThat(owner.path("name").asText()).isEqualTo(name());
        assertThat(owner.path("uid").asText()).isEqualTo(uid());
        assertThat(owner.path("controller").asBoolean()).isTrue();
    }

    private JsonNode get(String plural) {
        String group = GROUPS.getOrDefault(plural, "v1");
        String root = group.equals("v1") ? "/api/v1" : "/apis/" + group;
        return cluster.get(root + "/namespaces/" + cluster.namespace() + "/" + plural
                + "?labelSelector=app.kubernetes.io/instance=" + name());
    }

    private String pods() {
        return items("pods").stream()
                .map(pod -> pod.at("/metadata/name").asText() + " " + pod.path("status"))
                .collect(Collectors.joining("\n"));
    }

    private Resource<GenericKubernetesResource> resource() {
        return cluster.client()
                .genericKubernetesResources(created.path("apiVersion").asText(), kind())
                .inNamespace(cluster.namespace())
                .withName(name());
    }

    public static String tail(KeyturnOperator operator) {
        var lines = operator.log();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
