// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Outside of the cluster: the two configurations are made here, with our address, and removed at the end.
/// A process that is killed leaves them, and the API server refuses what it cannot ask about until the next
/// one stands there.
final class UrlRegistration implements Registration {

    private static final Logger LOG = LoggerFactory.getLogger(UrlRegistration.class);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Configurations.NAME)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final URI url;
    private final Set<String> namespaces;

    UrlRegistration(KubernetesClient client, URI url, Set<String> namespaces) {
        this.client = client;
        this.url = url;
        this.namespaces = namespaces;
    }

    @Override
    public void trust(String caBundle) {
        var wanted = new Configurations(url, namespaces, caBundle);
        apply(wanted.mutating());
        apply(wanted.validating());
    }

    /// Those that another process has taken over stay.
    @Override
    public void leave() {
        var api = client.admissionRegistration().v1();
        try {
            var validating = api.validatingWebhookConfigurations()
                    .withName(Configurations.NAME)
                    .get();
            if (validating != null && isOurs(validating.getWebhooks().getFirst().getClientConfig())) {
                client.resource(validating).delete();
            }
            var mutating = api.mutatingWebhookConfigurations()
                    .withName(Configurations.NAME)
                    .get();
            if (mutating != null && isOurs(mutating.getWebhooks().getFirst().getClientConfig())) {
                client.resource(mutating).delete();
            }
        } catch (KubernetesClientException e) {
            LOG.atError()
                    .addKeyValue("name", Configurations.NAME)
                    .addKeyValue("code", e.getCode())
                    .log("the webhook configurations could not be removed: nothing can be written until they are");
        }
    }

    private boolean isOurs(WebhookClientConfig config) {
        return config.getUrl() != null
                && config.getUrl().startsWith(url.resolve("/").toString());
    }

    private void apply(HasMetadata configuration) {
        client.resource(configuration).patch(APPLY);
    }
}
