// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.runtime.OperatorConfig.CertManager;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.Optional;

/// Certificates in a cluster.
///
/// @param issuers whether cert-manager is used: always, never, or where its API is served
public record ClusterCertificates(KubernetesClient client, CertManager issuers) implements CertificateStore {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("keyturn-provisioner")
            .withForce(true)
            .build();

    public static Certificates certificates(KubernetesClient client, CertManager issuers, InstantSource clock) {
        return new Certificates(new ClusterCertificates(client, issuers), clock);
    }

    @Override
    public Optional<Secret> read(String namespace, String name) {
        return Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(name).get());
    }

    @Override
    public Secret write(Secret secret) {
        var resource = client.resource(secret);
        // with the version that was read, so that another writer's work is not lost
        return secret.getMetadata().getResourceVersion() == null
                ? resource.create()
                : resource.patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(secret));
    }

    @Override
    public boolean issuersServed() {
        return switch (issuers) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> client.supports(IssuedCertificates.API_VERSION, IssuedCertificates.KIND);
        };
    }

    @Override
    public boolean apply(HasMetadata certificate) {
        try {
            client.resource(certificate).patch(APPLY);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
