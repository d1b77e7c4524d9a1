// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

/// Small manifests that are valid: a test makes one fault in them.
final class Manifests {

    private static final String STORAGE = "storage: {resources: {requests: {storage: 1Gi}}}";

    private Manifests() {}

    /// One by its word in a table.
    static String named(String word) {
        return switch (word) {
            case "redis" -> redis("refused");
            case "cluster" -> redis("refused").replace("spec: {", "spec: {mode: Cluster, cluster: {shards: 3}, ");
            case "ephemeral" -> redis("refused").replace(STORAGE, "storageType: Ephemeral");
            case "kept" -> redis("refused").replace("spec: {", "spec: {deletionPolicy: DoNotTerminate, ");
            case "postgres" -> postgres("refused");
            case "sqlserver" ->
                "{apiVersion: kubedb.com/v1alpha2, kind: MSSQLServer, metadata: {name: refused}, "
                        + "spec: {version: 2022-cu22, " + STORAGE + "}}";
            default -> request(word, "refused");
        };
    }

    static String redis(String name) {
        return "{apiVersion: kubedb.com/v1, kind: Redis, metadata: {name: " + name + "}, " + "spec: {version: '8.2.2', "
                + STORAGE + "}}";
    }

    static String postgres(String name) {
        return "{apiVersion: kubedb.com/v1, kind: Postgres, metadata: {name: " + name + "}, "
                + "spec: {version: '18.3', " + STORAGE + "}}";
    }

    static String petSet(String name) {
        return "{apiVersion: apps.k8s.appscode.com/v1, kind: PetSet, metadata: {name: " + name + "}, "
                + "spec: {serviceName: a, selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}}}}";
    }

    static String request(String kind, String name) {
        return "{apiVersion: ops.kubedb.com/v1alpha1, kind: " + kind + ", metadata: {name: " + name + "}, "
                + "spec: {type: RotateAuth, databaseRef: {name: db}, timeout: 5m}}";
    }
}
