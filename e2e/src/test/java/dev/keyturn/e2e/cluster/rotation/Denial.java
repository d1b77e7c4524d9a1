// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.testkit.process.Deadline;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;

/// A ValidatingAdmissionPolicy that lets nobody write a certain object of a test's namespace, until it is closed.
record Denial(Cluster cluster, String name) implements AutoCloseable {

    static final String MESSAGE = "nobody writes this one for now";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// In force on return.
    ///
    /// @param group of the API, empty for the core
    static Denial of(Cluster cluster, String group, String resource, String object, Runnable dryRun) {
        var denial = new Denial(cluster, cluster.namespace() + "-" + object);
        denial.create(group, resource, object);
        var deadline = Deadline.in(PATIENCE);
        while (!isDenied(dryRun)) {
            if (deadline.hasPassed()) {
                denial.close();
                throw new AssertionError("the policy is not in force");
            }
        }
        return denial;
    }

    /// As [#of], for a Secret.
    static Denial ofSecret(Cluster cluster, String secret) {
        var patched =
                cluster.client().secrets().inNamespace(cluster.namespace()).withName(secret);
        return of(
                cluster,
                "",
                "secrets",
                secret,
                () -> patched.patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withDryRun(List.of("All"))
                                .build(),
                        "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}"));
    }

    @Override
    public void close() {
        var api = cluster.client().admissionRegistration().v1();
        api.validatingAdmissionPolicyBindings().withName(name).delete();
        api.validatingAdmissionPolicies().withName(name).delete();
    }

    private void create(String group, String resource, String object) {
        var client = cluster.client();
        client.resource("""
                        ---
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: %s}
                        spec:
                          matchConstraints:
                            resourceRules:
                              - {apiGroups: ["%s"], apiVersions: ["*"], operations: [UPDATE], resources: ["%s"], resourceNames: ["%s"]}
                          validations: [{expression: "false", message: "%s"}]
                        """.formatted(name, group, resource, object, MESSAGE)).create();
        client.resource("""
                        ---
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicyBinding
                        metadata: {name: %s}
                        spec:
                          policyName: %s
                          validationActions: [Deny]
                          matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}
                        """.formatted(name, name, cluster.namespace())).create();
    }

    private static boolean isDenied(Runnable dryRun) {
        try {
            dryRun.run();
            return false;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains(MESSAGE);
        }
    }
}
