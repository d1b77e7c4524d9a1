// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The two configurations by which the API server comes to an operator outside of the cluster. In the cluster the chart
/// has the same ones, with its Service instead of the URL.
///
/// @param url        of this process
/// @param namespaces whose objects are asked about; empty: all
/// @param caBundle   whom the API server trusts, PEM in base64
record Configurations(URI url, Set<String> namespaces, String caBundle) {

    static final String NAME = "keyturn-operator";
    static final String VALIDATE = "/validate";
    static final String MUTATE = "/mutate";

    private static final int TIMEOUT_SECONDS = 5;
    private static final String FAIL = "Fail";
    private static final String NONE = "None";
    private static final List<String> REVIEWS = List.of("v1");

    Configurations {
        namespaces = Set.copyOf(namespaces);
    }

    ValidatingWebhookConfiguration validating() {
        var databases = new ValidatingWebhookBuilder()
                .withName("databases.keyturn.dev")
                .withRules(databases("CREATE", "UPDATE", "DELETE"))
                .withClientConfig(client(VALIDATE))
                .withNamespaceSelector(selector())
                .withFailurePolicy(FAIL)
                .withSideEffects(NONE)
                .withTimeoutSeconds(TIMEOUT_SECONDS)
                .withAdmissionReviewVersions(REVIEWS)
                .build();
        var requests = new ValidatingWebhookBuilder(databases)
                .withName("requests.keyturn.dev")
                .withRules(requests())
                .build();
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(NAME)
                .addToLabels("app.kubernetes.io/part-of", "keyturn")
                .endMetadata()
                .withWebhooks(databases, requests)
                .build();
    }

    MutatingWebhookConfiguration mutating() {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(NAME)
                .addToLabels("app.kubernetes.io/part-of", "keyturn")
                .endMetadata()
                .withWebhooks(new MutatingWebhookBuilder()
                        .withName("defaults.keyturn.dev")
                        .withRules(databases("CREATE", "UPDATE"))
                        .withClientConfig(client(MUTATE))
                        .withNamespaceSelector(selector())
                        .withFailurePolicy(FAIL)
                        .withSideEffects(NONE)
                        .withTimeoutSeconds(TIMEOUT_SECONDS)
                        .withAdmissionReviewVersions(REVIEWS)
                        .build())
                .build();
    }

    private WebhookClientConfig client(String path) {
        return new WebhookClientConfigBuilder()
                .withUrl(url.resolve(path).toString())
                .withCaBundle(caBundle)
                .build();
    }

    private LabelSelector selector() {
        return namespaces.isEmpty()
                ? new LabelSelector()
                : new LabelSelectorBuilder()
                        .addNewMatchExpression()
                        .withKey("kubernetes.io/metadata.name")
                        .withOperator("In")
                        .withValues(namespaces.stream().sorted().toList())
                        .endMatchExpression()
                        .build();
    }

    private static RuleWithOperations databases(String... operations) {
        return rule(Groups.DATABASES, List.of("v1", "v1alpha2"), operations)
                .withResources("redises", "postgreses", "mssqlservers")
                .build();
    }

    /// Whoever deletes a request is never asked.
    private static RuleWithOperations requests() {
        return rule(Groups.REQUESTS, List.of("v1alpha1"), "CREATE", "UPDATE")
                .withResources("redisopsrequests", "postgresopsrequests", "mssqlserveropsrequests")
                .build();
    }

    private static RuleWithOperationsBuilder rule(String group, List<String> versions, String... operations) {
        return new RuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions(versions)
                .withOperations(operations)
                .withScope("Namespaced");
    }
}
