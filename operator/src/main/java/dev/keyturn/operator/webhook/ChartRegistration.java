// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// In the cluster: the chart brings the two configurations, and only `caBundle` is ours.
final class ChartRegistration implements Registration {

    private static final Logger LOG = LoggerFactory.getLogger(ChartRegistration.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    ChartRegistration(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public void trust(String caBundle) {
        var api = client.admissionRegistration().v1();
        var mutating = api.mutatingWebhookConfigurations()
                .withName(Configurations.NAME)
                .get();
        var validating = api.validatingWebhookConfigurations()
                .withName(Configurations.NAME)
                .get();
        if (mutating == null || validating == null) {
            LOG.atWarn()
                    .addKeyValue("name", Configurations.NAME)
                    .log("a webhook configuration is missing: nobody asks this webhook; the Helm chart brings them");
        }
        if (mutating != null) {
            patch(
                    mutating,
                    mutating.getWebhooks().stream()
                            .map(webhook -> webhook.getClientConfig())
                            .toList(),
                    caBundle);
        }
        if (validating != null) {
            patch(
                    validating,
                    validating.getWebhooks().stream()
                            .map(webhook -> webhook.getClientConfig())
                            .toList(),
                    caBundle);
        }
    }

    @Override
    public void leave() {
        // the chart's configurations stay for the next process
    }

    private void patch(HasMetadata configuration, List<WebhookClientConfig> clients, String caBundle) {
        var patch = difference(clients, caBundle);
        if (!patch.isEmpty()) {
            client.resource(configuration).patch(PatchContext.of(PatchType.JSON), patch.toString());
        }
    }

    /// A JSON patch that gives each webhook the bundle; empty if each has it.
    static ArrayNode difference(List<WebhookClientConfig> clients, String caBundle) {
        var patch = JSON.createArrayNode();
        for (int i = 0; i < clients.size(); i++) {
            if (!Objects.equals(clients.get(i).getCaBundle(), caBundle)) {
                patch.addObject()
                        .put("op", "add")
                        .put("path", "/webhooks/" + i + "/clientConfig/caBundle")
                        .put("value", caBundle);
            }
        }
        return patch;
    }
}
