// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the API server stores and refuses with the operator's webhook, which stands outside of the cluster here.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionE2E {

    private static final String DATABASE = "{apiVersion: kubedb.com/v1, kind: Redis, metadata: {name: db}, "
            + "spec: {version: '8.2.2', storage: {resources: {requests: {storage: 1Gi}}}}}";

    private WebhookTurn turn;
    private Cluster cluster;
    private KeyturnOperator operator;

    @BeforeAll
    void start() {
        turn = WebhookTurn.take();
        cluster = Cluster.open("admission");
        cluster.install("deploy/catalog");
        operator = OperatorProcess.startWithWebhook(cluster.namespace(), "webhook");
        cluster.create(DATABASE);
        cluster.create(DATABASE.replace("name: db", "name: other")
                .replace("spec: {", "spec: {authSecret: {name: others-own}, "));
        cluster.create(DATABASE.replace("name: db", "name: open").replace("spec: {", "spec: {disableAuth: true, "));
        cluster.create(secret("new-pair", "kubernetes.io/basic-auth", ""));
    }

    @AfterAll
    void end() {
        operator.close();
        cluster.close();
        turn.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgres", "mssqlserver"})
    void A2_the_manifests_apply_unchanged_also_as_a_dry_run(String engine) {
        for (String manifest : Cluster.documents(Cluster.samples().resolve(engine + ".yaml"))) {
            cluster.dryRun(manifest);
            JsonNode created = cluster.create(manifest);

            assertThat(created.at("/metadata/uid").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "A12 {0} → {2}")
    @CsvFileSource(resources = "bad-requests.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void A12_a_bad_request_is_refused(String case_, String request, String words) {
        assertThat(Cluster.refusal(() -> cluster.dryRun(request(request)))).contains(words);
        assertThat(Cluster.refusal(() -> cluster.create(request(request)))).contains(words);
        assertThat(exists("ops.kubedb.com/v1alpha1", "RedisOpsRequest", "bad")).isFalse();
    }

    @Test
    void A13_the_spec_of_a_request_never_changes() {
        JsonNode request = cluster.create(
                request("{type: RotateAuth, databaseRef: {name: db}}").replace("name: bad", "name: kept"));

        assertThat(Cluster.refusal(() -> cluster.patch(request, "{\"spec\": {\"timeout\": \"9m\"}}")))
                .contains("the spec of a request cannot be changed");
        assertThat(Cluster.refusal(() -> cluster.patch(request, "{\"spec\": {\"colour\": \"red\"}}")))
                .contains("the spec of a request cannot be changed");
        cluster.patch(request, "{\"metadata\": {\"labels\": {\"team\": \"shop\"}}}");
        cluster.delete(request);
    }

    @Test
    void A18_a_protected_database_is_not_deleted() {
        JsonNode guarded = cluster.create(DATABASE.replace("name: db", "name: guarded")
                .replace("spec: {", "spec: {deletionPolicy: DoNotTerminate, "));

        assertThat(Cluster.refusal(() -> cluster.delete(guarded))).contains("its deletionPolicy is DoNotTerminate");

        cluster.patch(guarded, "{\"spec\": {\"deletionPolicy\": \"Delete\"}}");
        cluster.delete(guarded);
    }

    @ParameterizedTest(name = "A27 {0} → {3}")
    @CsvFileSource(resources = "foreign-secrets.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void A27_no_foreign_secret_is_taken(String name, String type, String labels, String words) {
        cluster.apply(secret(name, type, labels));
        String before = version(name);
        String request = request(
                "{type: RotateAuth, databaseRef: {name: db}, authentication: {secretRef: {name: " + name + "}}}");

        assertThat(Cluster.refusal(() -> cluster.create(request))).contains(words);
        assertThat(version(name)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} → {2}")
    @CsvFileSource(resources = "bad-databases.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void bad_yaml_is_refused_with_the_reason_and_nothing_is_made(String case_, String manifest, String words) {
        assertThat(Cluster.refusal(() -> cluster.create(manifest))).contains(words);
        assertThat(exists("kubedb.com/v1", "Redis", "bad")).isFalse();
        assertThat(exists("kubedb.com/v1", "Postgres", "bad")).isFalse();
    }

    @Test
    void an_immutable_field_stays() {
        JsonNode database = cluster.create(DATABASE.replace("name: db", "name: durable"));

        assertThat(Cluster.refusal(() -> cluster.patch(database, "{\"spec\": {\"storageType\": \"Ephemeral\"}}")))
                .contains("storageType cannot be changed");
    }

    @Test
    void defaults_are_written_into_the_database() {
        JsonNode database = cluster.create(
                DATABASE.replace("name: db", "name: plain").replace("spec: {", "spec: {configSecret: {name: mine}, "));

        assertThat(database.at("/spec/podTemplate/spec/serviceAccountName").asText())
                .isEqualTo("plain");
        assertThat(database.at("/spec/configuration/secretName").asText()).isEqualTo("mine");
        assertThat(database.path("spec").has("configSecret")).isFalse();
    }

    @Test
    void the_configurations_go_with_the_operator_that_made_them() {
        operator.stop();
        assertThat(configurations()).isEmpty();

        operator.restart();

        assertThat(configurations()).containsExactly("keyturn-operator", "keyturn-operator");
        assertThat(Cluster.refusal(
                        () -> cluster.create(DATABASE.replace("8.2.2", "9.9.9").replace("name: db", "name: bad"))))
                .contains("does not exist");
    }

    private List<String> configurations() {
        var api = cluster.client().admissionRegistration().v1();
        return Stream.concat(
                        api.validatingWebhookConfigurations().list().getItems().stream(),
                        api.mutatingWebhookConfigurations().list().getItems().stream())
                .map(configuration -> configuration.getMetadata().getName())
                .filter("keyturn-operator"::equals)
                .toList();
    }

    private boolean exists(String apiVersion, String kind, String name) {
        return cluster.client()
                        .genericKubernetesResources(apiVersion, kind)
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get()
                != null;
    }

    private String version(String secret) {
        Secret found = cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName(secret)
                .get();
        return found.getMetadata().getResourceVersion();
    }

    private static String request(String spec) {
        return "{apiVersion: ops.kubedb.com/v1alpha1, kind: RedisOpsRequest, metadata: {name: bad}, spec: " + spec
                + "}";
    }

    private static String secret(String name, String type, String labels) {
        String keys = type.equals("kubernetes.io/tls") ? ", tls.crt: '', tls.key: ''" : "";
        return "{apiVersion: v1, kind: Secret, type: " + type + ", metadata: {name: " + name + ", labels: {" + labels
                + "}}, stringData: {username: default, password: Harbor-Lantern-42" + keys + "}}";
    }
}
