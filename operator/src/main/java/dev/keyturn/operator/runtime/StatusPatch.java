// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;

/// Writes the status of a custom resource: a merge patch with the `resourceVersion` that was read, of nothing but the
/// fields that our records know and that differ.
public final class StatusPatch {
    private static final JsonMapper JSON = new JsonMapper();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private StatusPatch() {}

    /// Writes `status` in place of what `resource` has. Nothing is sent if they say the same.
    ///
    /// @return what the server then has; empty if nothing was sent
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException 409 if `resource` is not the newest any more
    public static <T, R extends CustomResource<?, T>> Optional<R> write(KubernetesClient client, R resource, T status) {
        var serialization = client.getKubernetesSerialization();
        var former = Optional.ofNullable(resource.getStatus())
                .map(known -> serialization.convertValue(known, ObjectNode.class))
                .orElseGet(JSON::createObjectNode);
        var patch = difference(former, serialization.convertValue(status, ObjectNode.class));
        if (patch.isEmpty()) {
            return Optional.empty();
        }
        var body = JSON.createObjectNode();
        body.putObject("metadata").put("resourceVersion", resource.getMetadata().getResourceVersion());
        body.set("status", patch);
        @SuppressWarnings("unchecked") // the class of an R
        var type = (Class<R>) resource.getClass();
        return Optional.of(client.resources(type)
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .subresource("status")
                .patch(MERGE, body.toString()));
    }

    /// The merge patch of one level that turns `former` into `wanted`: what is gone is `null` in it.
    static ObjectNode difference(ObjectNode former, ObjectNode wanted) {
        var patch = JSON.createObjectNode();
        former.fieldNames().forEachRemaining(name -> {
            if (!wanted.has(name)) {
                patch.putNull(name);
            }
        });
        for (var field : wanted.properties()) {
            JsonNode known = former.path(field.getKey());
            if (!field.getValue().equals(known)) {
                patch.set(field.getKey(), field.getValue());
            }
        }
        return patch;
    }
}
