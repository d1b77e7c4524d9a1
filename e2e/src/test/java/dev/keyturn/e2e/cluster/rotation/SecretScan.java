// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.e2e.secrecy.Canary;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks for secrets where everybody can read: objects, events, log, metrics (A19).
record SecretScan(Map<String, byte[]> places) {

    private static final List<String> OBJECTS = List.of(
            "/api/v1/%sevents",
            "/apis/events.k8s.io/v1/%sevents",
            "/api/v1/%sconfigmaps",
            "/api/v1/%spods",
            "/api/v1/%sservices",
            "/apis/apps/v1/%sstatefulsets",
            "/apis/apps.k8s.appscode.com/v1/%spetsets",
            "/apis/appcatalog.appscode.com/v1alpha1/%sappbindings",
            "/apis/kubedb.com/v1/%sredises",
            "/apis/kubedb.com/v1/%spostgreses",
            "/apis/kubedb.com/v1alpha2/%smssqlservers",
            "/apis/ops.kubedb.com/v1alpha1/%sredisopsrequests",
            "/apis/ops.kubedb.com/v1alpha1/%spostgresopsrequests",
            "/apis/ops.kubedb.com/v1alpha1/%smssqlserveropsrequests",
            "/apis/coordination.k8s.io/v1/%sleases");

    /// Everything of a test's namespace, and what the operator says.
    static SecretScan of(Cluster cluster, KeyturnOperator operator) {
        Map<String, byte[]> places = new LinkedHashMap<>();
        for (String path : OBJECTS) {
            String where = path.formatted("namespaces/" + cluster.namespace() + "/");
            places.put(where, bytes(read(cluster, where)));
        }
        places.put("the operator's log", bytes(String.join("\n", operator.log())));
        places.put("/metrics", bytes(operator.page("/metrics")));
        places.put("/healthz", bytes(operator.page("/healthz")));
        return new SecretScan(places);
    }

    /// One line for each secret, or its SHA-256, that is somewhere.
    List<String> hits(Set<String> secrets) {
        Set<String> all = new LinkedHashSet<>(secrets);
        secrets.forEach(secret -> all.add(sha256(secret)));
        List<String> hits = new ArrayList<>();
        int number = 0;
        for (String secret : all) {
            var canary = Canary.of("secret " + number++, secret);
            places.forEach((place, content) -> canary.seenIn(content)
                    .ifPresent(form -> hits.add(canary.name() + " is at " + place + " as " + form)));
        }
        return hits;
    }

    private static String read(Cluster cluster, String path) {
        try {
            return String.valueOf(cluster.client().raw(path));
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("could not look at " + path, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
