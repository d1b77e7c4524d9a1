// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/// The resource definitions on a real API server: what it takes, what it refuses and with which words, what it fills
/// in and what it shows.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceDefinitionsE2E {

    private Cluster cluster;

    @BeforeAll
    void install() {
        cluster = Cluster.open("definitions");
    }

    @AfterAll
    void leave() {
        cluster.close();
    }

    @Test
    void the_schemas_are_structural_and_served() {
        var definitions = cluster.get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
                + "?labelSelector=app.kubernetes.io/part-of=keyturn");

        assertThat(definitions.path("items")).hasSize(12).allSatisfy(definition -> {
            assertThat(conditions(definition, "True")).contains("Established", "NamesAccepted");
            assertThat(conditions(definition, "True")).doesNotContain("NonStructuralSchema");
        });
    }

    @Test
    void the_samples_of_the_contract_are_taken_as_they_are() {
        for (String manifest : Cluster.documents(Cluster.samples())) {
            var created = cluster.create(manifest);

            assertThat(created.at("/metadata/uid").asText()).isNotEmpty();
            cluster.delete(created);
        }
    }

    @Test
    void A3_the_catalog_is_taken_and_shown_with_upstream_images_only() {
        cluster.install("deploy/catalog");

        var table = cluster.table("/apis/catalog.kubedb.com/v1alpha1/postgresversions");

        assertThat(columns(table)).containsExactly("Name", "Version", "Distribution", "DB_IMAGE", "Deprecated", "Age");
        assertThat(table.path("rows").toString()).contains("postgres:18.3-alpine");
        for (String plural : List.of("redisversions", "postgresversions", "mssqlserverversions")) {
            assertThat(cluster.get("/apis/catalog.kubedb.com/v1alpha1/" + plural)
                            .toString())
                    .contains("\"image\"")
                    .doesNotContain("ghcr.io");
        }
    }

    @Test
    void defaults_are_filled_in() {
        var redis = cluster.create(Manifests.redis("defaults"));

        assertThat(redis.path("spec").toString())
                .contains(
                        "\"mode\":\"Standalone\"",
                        "\"replicas\":1",
                        "\"storageType\":\"Durable\"",
                        "\"deletionPolicy\":\"Delete\"",
                        "\"halted\":false",
                        "\"authSecret\":{\"kind\":\"Secret\"}",
                        "\"allowedSchemas\":{\"namespaces\":{\"from\":\"Same\"}}");
        assertThat(redis.at("/spec/healthChecker").toString())
                .contains("\"periodSeconds\":10", "\"timeoutSeconds\":10", "\"failureThreshold\":1");
    }

    @Test
    void unknown_content_is_kept_where_the_contract_says_so_and_only_there() {
        var postgres = cluster.create(Manifests.postgres("unknown")
                .replace(
                        "spec: {",
                        "spec: {colour: red, podTemplate: {spec: {colour: red}}, monitor: {agent: x}, "
                                + "tls: {certificates: [{alias: server, colour: red}]}, "));
        var request = cluster.create(Manifests.request("PostgresOpsRequest", "unknown")
                .replace("spec: {", "spec: {horizontalScaling: {replicas: 3}, "));

        assertThat(postgres.path("spec").has("colour")).isFalse();
        assertThat(postgres.at("/spec/podTemplate/spec/colour").asText()).isEqualTo("red");
        assertThat(postgres.at("/spec/monitor/agent").asText()).isEqualTo("x");
        assertThat(postgres.at("/spec/tls/certificates/0/colour").asText()).isEqualTo("red");
        assertThat(request.at("/spec/horizontalScaling/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void A1_the_phase_is_a_status_and_a_column() {
        var redis = cluster.create(Manifests.redis("shown"));

        cluster.patchStatus(redis, "{\"status\": {\"phase\": \"Ready\"}}");

        var table = cluster.table("/apis/kubedb.com/v1/namespaces/" + cluster.namespace() + "/redises/shown");
        assertThat(columns(table)).containsExactly("Name", "Version", "Status", "Age");
        assertThat(table.at("/rows/0/cells").toString()).startsWith("[\"shown\",\"8.2.2\",\"Ready\",");
    }

    @Test
    void a_pet_set_has_its_replicas_set_by_scale() {
        var petSet = cluster.create(Manifests.petSet("scaled"));

        cluster.scale(petSet, 3);

        assertThat(cluster.patch(petSet, "{}").at("/spec/replicas").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "kubedb.com/v1,redises,rd,all",
        "kubedb.com/v1,postgreses,pg,datastore",
        "kubedb.com/v1alpha2,mssqlservers,ms,kubedb",
        "ops.kubedb.com/v1alpha1,redisopsrequests,rdops,ops",
        "ops.kubedb.com/v1alpha1,postgresopsrequests,pgops,ops",
        "ops.kubedb.com/v1alpha1,mssqlserveropsrequests,msops,ops",
        "catalog.kubedb.com/v1alpha1,redisversions,rdversion,catalog",
        "catalog.kubedb.com/v1alpha1,postgresversions,pgversion,catalog",
        "catalog.kubedb.com/v1alpha1,mssqlserverversions,msversion,catalog"
    })
    void A1_short_names_and_categories_are_served(String group, String plural, String shortName, String category) {
        var resources = cluster.get("/apis/" + group).path("resources");

        assertThat(resources).anySatisfy(resource -> {
            assertThat(resource.path("name").asText()).isEqualTo(plural);
            assertThat(resource.path("shortNames").toString()).contains("\"" + shortName + "\"");
            assertThat(resource.path("categories").toString()).contains("\"" + category + "\"");
        });
    }

    @ParameterizedTest
    @CsvFileSource(resources = "refused.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void what_the_contract_forbids_is_refused_with_the_reason(String manifest, String patch, String words) {
        var valid = cluster.create(Manifests.named(manifest));

        try {
            assertThat(Cluster.refusal(() -> cluster.patch(valid, patch))).contains(words);
        } finally {
            cluster.delete(valid);
        }
    }

    @Test
    void what_is_forbidden_from_the_start_is_refused_at_creation() {
        String bare = "{apiVersion: kubedb.com/v1, kind: Redis, metadata: {name: bare}, spec: {version: '8.2.2'}}";
        String nameless = Manifests.request("RedisOpsRequest", "nameless").replace("{name: db}", "{name: ''}");
        String typeless = Manifests.request("RedisOpsRequest", "typeless").replace("type: RotateAuth", "type: Dance");
        String emptyName = Manifests.request("RedisOpsRequest", "empty")
                .replace("spec: {", "spec: {authentication: {secretRef: {name: ''}}, ");

        assertThat(Cluster.refusal(() -> cluster.create(bare))).contains("spec.storage: Required value");
        assertThat(Cluster.refusal(() -> cluster.create(nameless))).contains("spec.databaseRef.name");
        assertThat(Cluster.refusal(() -> cluster.create(typeless))).contains("Unsupported value: \"Dance\"");
        assertThat(Cluster.refusal(() -> cluster.create(emptyName))).contains("spec.authentication.secretRef.name");
    }

    private static Set<String> conditions(JsonNode definition, String status) {
        return StreamSupport.stream(definition.at("/status/conditions").spliterator(), false)
                .filter(condition -> condition.path("status").asText().equals(status))
                .map(condition -> condition.path("type").asText())
                .collect(Collectors.toSet());
    }

    private static Iterable<String> columns(JsonNode table) {
        var names = new ArrayList<String>();
        table.path("columnDefinitions").forEach(column -> {
            if (column.path("priority").asInt() == 0) {
                names.add(column.path("name").asText());
            }
        });
        return names;
    }
}
