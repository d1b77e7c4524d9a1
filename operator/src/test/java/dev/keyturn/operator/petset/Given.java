// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/// Objects as a person writes them.
final class Given {
    private static final KubernetesSerialization YAML = ResourceJson.serialization();

    private Given() {}

    /// @param more lines of the spec, beside what is required
    static PetSet petSet(String more) {
        return YAML.unmarshal("""
                apiVersion: apps.k8s.appscode.com/v1
                kind: PetSet
                metadata:
                  name: orders
                  namespace: shop
                  uid: 7e1c
                  generation: 3
                  labels: {app.kubernetes.io/instance: orders}
                  annotations: {a: b}
                spec:
                  serviceName: orders-pods
                  selector: {matchLabels: {app: orders}}
                  template:
                    metadata: {labels: {app: orders}}
                    spec:
                      containers: [{name: redis, image: "redis:7.0.15"}]
                """ + more.indent(2), PetSet.class);
    }

    static PlacementPolicy policy(String spec) {
        return YAML.unmarshal("""
                apiVersion: apps.k8s.appscode.com/v1
                kind: PlacementPolicy
                metadata: {name: spread}
                spec:
                """ + spec.indent(2), PlacementPolicy.class);
    }

    static StatefulSet statefulSet(long generation, String status) {
        return YAML.unmarshal("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: orders, namespace: shop, generation: %d}
                status:
                """.formatted(generation) + status.indent(2), StatefulSet.class);
    }

    static String yaml(Object object) {
        return YAML.asYaml(object);
    }
}
