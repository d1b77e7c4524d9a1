// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and writes of one part of the operator. Nothing is read from a cache here, and nothing is written as a whole.
public final class Cluster {
    private static final String PROVISIONER = "keyturn-provisioner";

    private final KubernetesClient client;
    private final PatchContext apply;
    private final PatchContext merge;

    /// Of the Provisioner.
    public Cluster(KubernetesClient client) {
        this(client, PROVISIONER);
    }

    /// @param manager in whose name fields are written
    public Cluster(KubernetesClient client, String manager) {
        this.client = client;
        this.apply = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build();
        this.merge = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build();
    }

    public <T extends HasMetadata> Optional<T> get(Class<T> type, String namespace, String name) {
        return Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName(name).get());
    }

    /// The same object as it is now; empty if it is gone, even if another one has its name.
    public <T extends HasMetadata> Optional<T> newest(T read) {
        return Optional.ofNullable(of(read).get())
                .filter(found ->
                        found.getMetadata().getUid().equals(read.getMetadata().getUid()));
    }

    /// Of a kind without namespaces.
    public <T extends HasMetadata> Optional<T> get(Class<T> type, String name) {
        return Optional.ofNullable(client.resources(type).withName(name).get());
    }

    public <T extends HasMetadata> List<T> list(Class<T> type, String namespace, Map<String, String> labels) {
        return client.resources(type)
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems();
    }

    /// Makes or mends a child: the fields that `wanted` has are then as it says.
    public void apply(HasMetadata wanted) {
        client.resource(wanted).patch(apply);
    }

    /// Writes each field that `tree` has, lists as a whole.
    ///
    /// @param tree of `wanted`
    public void overwrite(HasMetadata wanted, JsonNode tree) {
        client.resource(wanted).patch(merge, tree.toString());
    }

    /// @return whether it was made; otherwise there is one of that name
    public boolean create(HasMetadata wanted) {
        try {
            client.resource(wanted).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /// Changes some fields of an object that was read.
    ///
    /// @param patch without metadata but that which changes
    /// @throws KubernetesClientException 409 if it is not the newest any more
    public <T extends HasMetadata> T merge(T read, ObjectNode patch) {
        metadata(patch).put("resourceVersion", read.getMetadata().getResourceVersion());
        return of(read).patch(merge, patch.toString());
    }

    /// The same for the status.
    public <T extends HasMetadata> T mergeStatus(T read, ObjectNode patch) {
        metadata(patch).put("resourceVersion", read.getMetadata().getResourceVersion());
        return of(read).subresource("status").patch(merge, patch.toString());
    }

    /// Whether somebody else was faster; a new look sees what he did.
    public static boolean isStale(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /// No error if it is gone already. What it owns goes after it.
    public void delete(HasMetadata gone) {
        client.resource(gone)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    public JsonNode tree(Object value) {
        return client.getKubernetesSerialization().convertValue(value, JsonNode.class);
    }

    public <T> T typed(JsonNode tree, Class<T> type) {
        return client.getKubernetesSerialization().convertValue(tree, type);
    }

    /// An empty merge patch.
    public static ObjectNode patch() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode metadata(ObjectNode patch) {
        return patch.withObject("/metadata");
    }

    private <T extends HasMetadata> io.fabric8.kubernetes.client.dsl.Resource<T> of(T read) {
        @SuppressWarnings("unchecked") // the class of a T
        var type = (Class<T>) read.getClass();
        var named = client.resources(type);
        String namespace = read.getMetadata().getNamespace();
        String name = read.getMetadata().getName();
        return namespace == null
                ? named.withName(name)
                : named.inNamespace(namespace).withName(name);
    }
}
