// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.certificate.Subject;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {

    private static final URI URL = URI.create("https://10.97.0.1:9443");

    @Test
    void each_kind_of_ours_is_asked_about_and_nothing_else() {
        var validating = new Configurations(URL, Set.of(), "Q0E=").validating();

        assertThat(validating.getWebhooks())
                .flatExtracting(webhook -> webhook.getRules().getFirst().getResources())
                .containsExactly(
                        "redises",
                        "postgreses",
                        "mssqlservers",
                        "redisopsrequests",
                        "postgresopsrequests",
                        "mssqlserveropsrequests");
        assertThat(validating.getWebhooks().getFirst().getRules().getFirst().getOperations())
                .containsExactly("CREATE", "UPDATE", "DELETE");
        assertThat(validating.getWebhooks().getLast().getRules().getFirst().getOperations())
                .containsExactly("CREATE", "UPDATE");
    }

    @Test
    void they_fail_closed_within_five_seconds_and_have_no_effects() {
        var both = new Configurations(URL, Set.of(), "Q0E=");

        assertThat(both.validating().getWebhooks()).hasSize(2).allSatisfy(webhook -> {
            assertThat(webhook.getFailurePolicy()).isEqualTo("Fail");
            assertThat(webhook.getTimeoutSeconds()).isEqualTo(5);
            assertThat(webhook.getSideEffects()).isEqualTo("None");
            assertThat(webhook.getAdmissionReviewVersions()).containsExactly("v1");
            assertThat(webhook.getClientConfig().getUrl()).isEqualTo("https://10.97.0.1:9443/validate");
            assertThat(webhook.getClientConfig().getCaBundle()).isEqualTo("Q0E=");
        });
        assertThat(both.mutating().getWebhooks()).singleElement().satisfies(webhook -> {
            assertThat(webhook.getFailurePolicy()).isEqualTo("Fail");
            assertThat(webhook.getSideEffects()).isEqualTo("None");
            assertThat(webhook.getClientConfig().getUrl()).isEqualTo("https://10.97.0.1:9443/mutate");
            assertThat(webhook.getRules().getFirst().getOperations()).containsExactly("CREATE", "UPDATE");
        });
    }

    @Test
    void who_watches_some_namespaces_is_asked_about_those_only() {
        var selector = new Configurations(URL, Set.of("shop", "bank"), "Q0E=")
                .mutating()
                .getWebhooks()
                .getFirst()
                .getNamespaceSelector();

        assertThat(selector.getMatchExpressions().getFirst().getValues()).containsExactly("bank", "shop");
    }

    @Test
    void in_the_cluster_only_a_foreign_bundle_is_exchanged() {
        var mine = new WebhookClientConfigBuilder().withCaBundle("Q0E=").build();
        var none = new WebhookClientConfigBuilder().build();

        assertThat(ChartRegistration.difference(List.of(mine, none), "Q0E=").toString())
                .isEqualTo("[{\"op\":\"add\",\"path\":\"/webhooks/1/clientConfig/caBundle\",\"value\":\"Q0E=\"}]");
        assertThat(ChartRegistration.difference(List.of(mine, mine), "Q0E=")).isEmpty();
    }

    @Test
    void the_certificate_names_the_host_of_the_url_or_the_service() {
        assertThat(Subjects.of(Optional.of(URL), "keyturn"))
                .isEqualTo(new Subject("10.97.0.1", List.of(), List.of("10.97.0.1"), Subject.Use.SERVER));
        assertThat(Subjects.of(Optional.of(URI.create("https://keyturn.example:1")), "keyturn"))
                .isEqualTo(Subject.server("keyturn.example"));
        assertThat(Subjects.of(Optional.empty(), "keyturn").dnsNames())
                .containsExactly("keyturn-operator.keyturn.svc", "keyturn-operator.keyturn.svc.cluster.local");
    }
}
