// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PetSetStatus;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/// Marks the template of every PetSet of a database, and lets it name the Secret of the published pair (contract
/// §8.4, step 7). No pod is touched by that; the PetSets' StatefulSets follow by themselves.
public final class TemplateChange {
    /// The annotation that says which request a pod was restarted by.
    public static final String REVISION = "keyturn.dev/auth-revision";

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("keyturn-ops-manager")
            .build();

    private final KubernetesClient client;

    public TemplateChange(KubernetesClient client) {
        this.client = client;
    }

    /// How far it is.
    public sealed interface Outcome {
        /// Pods that are made from now on are made from the new templates.
        record Done() implements Outcome {}

        /// @param why as a person reads it
        record Waiting(String why) implements Outcome {}
    }

    /// Changes what is not changed yet, and never waits. To be called again when a PetSet has changed, and every 5
    /// seconds at the latest.
    ///
    /// @param revision the uid of the request
    public Outcome step(Fleet fleet, String revision) {
        List<String> missing = fleet.petSets().stream()
                .flatMap(wanted -> settle(wanted, revision).stream())
                .toList();
        return missing.isEmpty() ? new Outcome.Done() : new Outcome.Waiting(String.join("; ", missing));
    }

    private Optional<String> settle(PetSet wanted, String revision) {
        String name = wanted.getMetadata().getName();
        Optional<PetSet> found = Optional.ofNullable(client.resources(PetSet.class)
                .inNamespace(wanted.getMetadata().getNamespace())
                .withName(name)
                .get());
        if (found.isEmpty()) {
            return Optional.of("PetSet " + name + " is not there");
        }
        try {
            return missing(changed(found.get(), wanted.getSpec().template(), revision));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return Optional.of("PetSet " + name + " was written by somebody else meanwhile");
        }
    }

    private PetSet changed(PetSet found, PodTemplateSpec wanted, String revision) {
        Optional<PodTemplateSpec> template = Templates.changed(found.getSpec().template(), wanted, REVISION, revision);
        if (template.isEmpty()) {
            return found;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.withObject("/metadata").put("resourceVersion", found.getMetadata().getResourceVersion());
        ObjectNode into = patch.withObject("/spec/template");
        into.withObject("/metadata/annotations").put(REVISION, revision);
        ObjectNode spec =
                client.getKubernetesSerialization().convertValue(template.get().getSpec(), ObjectNode.class);
        for (String list : Templates.CONTAINERS) {
            if (spec.has(list)) {
                into.withObject("/spec").set(list, spec.get(list));
            }
        }
        return client.resources(PetSet.class)
                .inNamespace(found.getMetadata().getNamespace())
                .withName(found.getMetadata().getName())
                .patch(MERGE, patch.toString());
    }

    /// Our generation counts as observed when the StatefulSet has been made like it, and its controller knows.
    static Optional<String> missing(PetSet petSet) {
        String name = petSet.getMetadata().getName();
        Optional<PetSetStatus> status = Optional.ofNullable(petSet.getStatus());
        Optional<Long> generation = Optional.ofNullable(petSet.getMetadata().getGeneration());
        boolean isSeen = status.flatMap(PetSetStatus::observedGeneration)
                .filter(seen -> seen >= generation.orElse(0L))
                .isPresent();
        if (!isSeen) {
            return Optional.of("StatefulSet " + name + " does not follow its PetSet yet");
        }
        return status.stream()
                .flatMap(known -> known.conditions().stream())
                .filter(condition -> condition.type().equals("Reconciled")
                        && condition.status().equals("False"))
                .map(Condition::message)
                .findFirst()
                .map(message -> "PetSet " + name + " is not carried out: " + message.orElse("it does not say why"));
    }
}
