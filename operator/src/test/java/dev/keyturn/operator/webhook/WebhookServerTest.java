// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.operator.admission.ClusterView;
import dev.keyturn.operator.certificate.Authority;
import dev.keyturn.operator.certificate.ServerKeys;
import dev.keyturn.operator.certificate.Subject;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Over real TLS, with a cluster that does not answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Subject SUBJECT =
            new Subject("127.0.0.1", List.of(), List.of("127.0.0.1"), Subject.Use.SERVER);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String GUARDED = """
            {"metadata": {"name": "orders", "namespace": "shop"}, "spec": {"version": "17", "deletionPolicy": "DoNotTerminate"}}
            """;

    private final Instant now = InstantSource.system().instant();
    private final Authority authority = Authority.create("webhook", now, DAY);
    private final ServerKeys keys = new ServerKeys(authority.issue(SUBJECT, now, DAY));
    private final KubernetesClient nowhere = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:1")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private WebhookServer server;

    @BeforeAll
    void start() throws IOException {
        server = WebhookServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                keys,
                new Reviewer(new ClusterView(nowhere)));
    }

    @AfterAll
    void end() {
        server.close();
        nowhere.close();
    }

    @Test
    void deleting_a_protected_database_is_forbidden() throws Exception {
        var response = ask("/validate", review("DELETE", "Postgres", "null", GUARDED));

        assertThat(response.path("uid").asText()).isEqualTo("question-1");
        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.at("/status/code").asInt()).isEqualTo(403);
        assertThat(response.at("/status/message").asText()).contains("deletionPolicy is DoNotTerminate");
    }

    @Test
    void a_change_beside_the_spec_needs_no_cluster() throws Exception {
        for (String path : List.of("/validate", "/mutate")) {
            var response = ask(path, review("UPDATE", "Postgres", GUARDED, GUARDED));

            assertThat(response.path("allowed").asBoolean()).isTrue();
            assertThat(response.has("patch")).isFalse();
        }
    }

    @Test
    void a_request_whose_spec_changes_is_refused() throws Exception {
        String before = "{\"metadata\": {\"name\": \"r\"}, \"spec\": {\"type\": \"RotateAuth\", \"timeout\": \"5m\"}}";

        var response = ask("/validate", review("UPDATE", "RedisOpsRequest", before.replace("5m", "9m"), before));

        assertThat(response.at("/status/code").asInt()).isEqualTo(422);
        assertThat(response.at("/status/message").asText()).contains("the spec of a request cannot be changed");
    }

    @Test
    void what_cannot_be_looked_up_is_not_let_in() throws Exception {
        var response = ask("/validate", review("CREATE", "Postgres", GUARDED, "null"));

        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.at("/status/message").asText()).contains("try again");
    }

    @Test
    void what_has_another_type_is_refused_by_its_place_and_without_its_value() throws Exception {
        String odd = GUARDED.replace(
                "\"version\"", "\"podTemplate\": {\"spec\": {\"containers\": \"canary-1\"}}, \"version\"");

        var response = ask("/validate", review("CREATE", "Postgres", odd, "null"));

        assertThat(response.at("/status/message").asText())
                .isEqualTo("spec.podTemplate.spec.containers cannot be read: it has another type than expected");
    }

    @Test
    void what_is_no_question_is_a_bad_request() throws Exception {
        assertThat(send(client(authority), "/validate", "{\"canary\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(send(client(authority), "/validate", "no json").statusCode()).isEqualTo(400);
    }

    @Test
    void a_new_certificate_is_shown_without_a_restart() throws Exception {
        var other = Authority.create("webhook", now, DAY);
        assertThatThrownBy(() -> send(client(other), "/validate", "{}")).isInstanceOf(SSLHandshakeException.class);

        keys.show(other.issue(SUBJECT, now, DAY));

        assertThat(send(client(other), "/validate", "{}").statusCode()).isEqualTo(400);
        keys.show(authority.issue(SUBJECT, now, DAY));
    }

    private JsonNode ask(String path, String review) throws Exception {
        var answer = send(client(authority), path, review);
        assertThat(answer.statusCode()).isEqualTo(200);
        var tree = JSON.readTree(answer.body());
        assertThat(tree.path("apiVersion").asText()).isEqualTo("admission.k8s.io/v1");
        return tree.path("response");
    }

    private HttpResponse<String> send(HttpClient client, String path, String body) throws Exception {
        try (client) {
            var request = HttpRequest.newBuilder(
                            URI.create("https://127.0.0.1:" + server.address().getPort() + path))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String review(String operation, String kind, String object, String before) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "question-1",
                 "operation": "%s", "kind": {"kind": "%s"}, "object": %s, "oldObject": %s}}
                """.formatted(operation, kind, object, before);
    }

    private static HttpClient client(Authority trusted) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(trusted.certificate().getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
