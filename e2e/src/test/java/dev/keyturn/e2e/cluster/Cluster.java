// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The cluster of `KUBECONFIG` with the definitions and the catalog of this build, and a namespace of the test's own.
public final class Cluster implements AutoCloseable {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");
    private static final Map<String, String> DATABASES =
            Map.of("redises", "v1", "postgreses", "v1", "mssqlservers", "v1alpha2");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("keyturn-e2e")
            .withForce(true)
            .build();

    private final KubernetesClient client = new KubernetesClientBuilder().build();
    private final String namespace;

    private Cluster(String purpose) {
        install("deploy/crds");
        var mine = new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("keyturn-" + purpose + "-")
                .endMetadata()
                .build();
        namespace = client.namespaces().resource(mine).create().getMetadata().getName();
    }

    /// @param purpose a word for the name of the namespace
    public static Cluster open(String purpose) {
        return new Cluster(purpose);
    }

    public KubernetesClient client() {
        return client;
    }

    public String namespace() {
        return namespace;
    }

    public String serverVersion() {
        return client.getKubernetesVersion().getGitVersion();
    }

    /// Applies the YAML files of a folder of the project; definitions are established on return.
    public void install(String folder) {
        for (String document : documents(ROOT.resolve(folder))) {
            client.resource(document).patch(FORCED);
        }
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withLabel("app.kubernetes.io/part-of", "keyturn")
                .list()
                .getItems()
                .forEach(this::waitUntilEstablished);
    }

    /// The documents of YAML files in a folder, or of one file.
    public static List<String> documents(Path path) {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Cluster::text)
                    .flatMap(text -> Arrays.stream(text.split("(?m)^---$", -1)))
                    .filter(document -> document.contains("apiVersion:"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path samples() {
        return ROOT.resolve("operator/src/test/resources/dev/keyturn/operator/samples");
    }

    /// Creates what the manifest says, in the test's namespace.
    public JsonNode create(String manifest) {
        return tree(resource(manifest).create());
    }

    /// What the server would create, without a trace of it.
    public JsonNode dryRun(String manifest) {
        return tree(resource(manifest).dryRun().create());
    }

    /// As `kubectl apply --server-side` does.
    public JsonNode apply(String manifest) {
        return tree(resource(manifest).patch(FORCED));
    }

    private Resource<HasMetadata> resource(String manifest) {
        HasMetadata object = client.getKubernetesSerialization().unmarshal("---\n" + manifest, HasMetadata.class);
        object.getMetadata().setNamespace(namespace);
        return client.resource(object).inNamespace(namespace);
    }

    public JsonNode patch(JsonNode object, String mergePatch) {
        return tree(on(object).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch));
    }

    public JsonNode patchStatus(JsonNode object, String mergePatch) {
        return tree(on(object).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch));
    }

    public void scale(JsonNode object, int replicas) {
        on(object).scale(replicas);
    }

    public void delete(JsonNode object) {
        on(object).delete();
    }

    /// What the server answers to something that it has to refuse.
    public static String refusal(Runnable request) {
        try {
            request.run();
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).isIn(403, 422);
            return e.getStatus().getMessage();
        }
        throw new AssertionError("the server took what it has to refuse");
    }

    /// The table that `kubectl get` shows, as the server draws it.
    public JsonNode table(String path) {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path.substring(1))
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        try {
            String body = http.sendAsync(request, String.class)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .body();
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode get(String path) {
        return tree(client.raw(path));
    }

    /// The namespace goes, whether an operator is there to let go of its databases or not.
    @Override
    public void close() {
        DATABASES.forEach((plural, version) -> {
            for (JsonNode left : get("/apis/kubedb.com/" + version + "/namespaces/" + namespace + "/" + plural)
                    .path("items")) {
                release(left);
            }
        });
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    private void release(JsonNode left) {
        try {
            patch(left, "{\"metadata\": {\"finalizers\": null}}");
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).isEqualTo(404);
        }
    }

    private Resource<GenericKubernetesResource> on(JsonNode object) {
        return client.genericKubernetesResources(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .inNamespace(namespace)
                .withName(object.at("/metadata/name").asText());
    }

    private void waitUntilEstablished(CustomResourceDefinition definition) {
        client.resource(definition)
                .waitUntilCondition(
                        seen -> seen != null
                                && seen.getStatus() != null
                                && seen.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        30,
                        TimeUnit.SECONDS);
    }

    private JsonNode tree(Object value) {
        try {
            return JSON.readTree(
                    value instanceof String text
                            ? text
                            : client.getKubernetesSerialization().asJson(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
