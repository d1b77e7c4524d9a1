// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes and mends children, one after the other in the order given. Nothing is sent for one that is as it should be.
public final class Children {
    /// What was applied last, so that a field that is no longer wanted is noticed, too.
    private static final String APPLIED = "keyturn.dev/applied";

    private static final int UNPROCESSABLE = 422;

    private final Cluster cluster;

    public Children(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The children that were seen by watching.
    @FunctionalInterface
    public interface Seen {
        <T extends HasMetadata> Optional<T> find(Class<T> type, String name);
    }

    public void settle(List<HasMetadata> wanted, Seen seen) {
        for (HasMetadata child : wanted) {
            settle(child, seen);
        }
    }

    private void settle(HasMetadata wanted, Seen seen) {
        Optional<? extends HasMetadata> found = found(wanted, seen);
        if (wanted instanceof PodDisruptionBudget) {
            if (found.isEmpty()) {
                cluster.create(wanted);
            }
            return;
        }
        mark(wanted);
        JsonNode tree = cluster.tree(wanted);
        if (found.isEmpty()) {
            cluster.apply(wanted);
        } else if (Drift.isApart(tree, cluster.tree(found.get()))) {
            mend(wanted, tree);
        }
    }

    /// An apply leaves the entries of a list that somebody else wrote, which may not go together with ours: ports of a
    /// service with the same name. A merge takes their place.
    private void mend(HasMetadata wanted, JsonNode tree) {
        try {
            cluster.apply(wanted);
        } catch (KubernetesClientException e) {
            if (e.getCode() != UNPROCESSABLE) {
                throw e;
            }
            cluster.overwrite(wanted, tree);
        }
    }

    /// Roles are not watched, since nobody should be able to list them for us.
    private Optional<? extends HasMetadata> found(HasMetadata wanted, Seen seen) {
        String name = wanted.getMetadata().getName();
        return wanted instanceof Role || wanted instanceof RoleBinding
                ? cluster.get(wanted.getClass(), wanted.getMetadata().getNamespace(), name)
                : seen.find(wanted.getClass(), name);
    }

    private void mark(HasMetadata wanted) {
        JsonNode tree = cluster.tree(wanted);
        if (tree instanceof ObjectNode object) {
            object.remove("status");
        }
        Map<String, String> annotations = new LinkedHashMap<>(
                Optional.ofNullable(wanted.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.put(APPLIED, digest(tree.toString()));
        wanted.getMetadata().setAnnotations(annotations);
    }

    private static String digest(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
