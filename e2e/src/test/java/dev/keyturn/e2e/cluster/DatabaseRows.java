// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for a database of one node whatever its engine is: from the contract's sample to nothing left. All its
/// databases come up side by side.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseRows {

    private static final int LONGER_THAN_A_ROUND_SECONDS = 12;
    private static final int AT_ONCE_SECONDS = 8;

    private final String purpose;
    private final String component;
    private final String user;
    private final int port;
    private final Function<String, Sample> sample;

    private Cluster cluster;
    private KeyturnOperator operator;
    private Watched main;
    private Map<String, Watched> byPolicy = Map.of();

    /// @param component the value of the label `app.kubernetes.io/name`
    DatabaseRows(String purpose, String component, String user, int port, Function<String, Sample> sample) {
        this.purpose = purpose;
        this.component = component;
        this.user = user;
        this.port = port;
        this.sample = sample;
    }

    /// Fails unless the pair logs in at this address.
    abstract void login(String address, int at, String name, String password) throws Exception;

    @BeforeAll
    void start() {
        cluster = Cluster.open(purpose);
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,petset");
        main = Watched.create(cluster, operator, sample.apply("orders").with("deletionPolicy", "Delete"));
        byPolicy = Stream.of("Halt", "Delete", "WipeOut")
                .collect(Collectors.toMap(
                        policy -> policy,
                        policy -> Watched.create(
                                cluster,
                                operator,
                                sample.apply(policy.toLowerCase(Locale.ROOT)).with("deletionPolicy", policy))));
        main.awaitPhase("Ready");
    }

    @AfterAll
    void end() {
        operator.close();
        cluster.close();
    }

    @Test
    void A4_ready_with_five_conditions_in_order() throws Exception {
        assertThat(main.conditions())
                .containsExactly(
                        "ProvisioningStarted=True",
                        "ReplicaReady=True",
                        "AcceptingConnection=True",
                        "Ready=True",
                        "Provisioned=True");
        login(main.podAddress("orders-0"), port, user, main.password());
        assertThat(main.now().at("/status/observedGeneration").asLong())
                .isEqualTo(main.now().at("/metadata/generation").asLong());
    }

    @Test
    void A5_the_auth_secret_has_type_labels_owner_and_annotation() {
        JsonNode secret = main.items("secrets").stream()
                .filter(each -> each.at("/metadata/name").asText().equals("orders-auth"))
                .findFirst()
                .orElseThrow();

        assertThat(secret.path("type").asText()).isEqualTo("kubernetes.io/basic-auth");
        var labels = secret.at("/metadata/labels");
        assertThat(labels.path("app.kubernetes.io/name").asText()).isEqualTo(component);
        assertThat(labels.path("app.kubernetes.io/managed-by").asText()).isEqualTo("kubedb.com");
        assertThat(labels.path("app.kubernetes.io/component").asText()).isEqualTo("database");
        main.assertOwned(secret);
        String since =
                secret.at("/metadata/annotations/kubedb.com~1auth-active-from").asText();
        assertThat(Instant.parse(since)).isBefore(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(main.secret("orders-auth", "username")).hasValue(user);
        assertThat(main.password())
                .matches("[A-Za-z0-9]{24}")
                .containsPattern("[A-Z]")
                .containsPattern("[0-9]");
        var reference = main.now().at("/spec/authSecret");
        assertThat(reference.path("name").asText()).isEqualTo("orders-auth");
        assertThat(Instant.parse(reference.path("activeFrom").asText())).isEqualTo(Instant.parse(since));
    }

    @Test
    void A6_children_have_the_names_of_the_contract() {
        assertThat(main.names("services")).containsExactly("orders", "orders-pods");
        for (String plural : List.of(
                "petsets",
                "statefulsets",
                "serviceaccounts",
                "appbindings",
                "poddisruptionbudgets",
                "roles",
                "rolebindings")) {
            assertThat(main.names(plural)).as(plural).containsExactly("orders");
        }
        assertThat(main.names("persistentvolumeclaims")).containsExactly("data-orders-0");
        assertThat(main.names("pods")).containsExactly("orders-0");
        for (String plural : List.of("services", "petsets", "appbindings")) {
            main.items(plural).forEach(main::assertOwned);
        }
        JsonNode primary = main.items("services").getFirst();
        assertThat(primary.at("/spec/ports/0/name").asText()).isEqualTo("primary");
        assertThat(primary.at("/spec/ports/0/port").asInt()).isEqualTo(port);
        JsonNode governing = main.items("services").getLast();
        assertThat(governing.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(governing.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        JsonNode binding = main.items("appbindings").getFirst();
        assertThat(binding.at("/spec/secret/name").asText()).isEqualTo("orders-auth");
        assertThat(main.items("statefulsets")
                        .getFirst()
                        .at("/spec/updateStrategy/type")
                        .asText())
                .isEqualTo("OnDelete");
    }

    @Test
    void A14_while_paused_a_deleted_service_stays_away_and_comes_back_at_once_after() {
        main.patchStatus(conditions("{\"type\": \"Paused\", \"status\": \"True\", \"reason\": \"Test\","
                + " \"lastTransitionTime\": \"2026-01-01T00:00:00Z\"}"));
        var service =
                cluster.client().services().inNamespace(cluster.namespace()).withName("orders-pods");

        service.delete();

        assertThatThrownBy(() ->
                        service.waitUntilCondition(Objects::nonNull, LONGER_THAN_A_ROUND_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(KubernetesClientTimeoutException.class);
        assertThat(main.now().at("/status/phase").asText()).isEqualTo("Ready");

        main.patchStatus(conditions(""));

        service.waitUntilCondition(Objects::nonNull, AT_ONCE_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "A18 {0}: claims stay {1}, Secrets stay {2}")
    @CsvSource({"Halt,true,true", "Delete,false,true", "WipeOut,false,false"})
    void A18_each_policy_leaves_exactly_what_it_should(String policy, boolean claims, boolean secrets) {
        Watched database = Objects.requireNonNull(byPolicy.get(policy)).awaitPhase("Ready");
        String claim = "data-" + database.name() + "-0";
        assertThat(database.now().at("/metadata/finalizers").toString()).isEqualTo("[\"kubedb.com\"]");

        database.delete();
        database.awaitGone();

        for (String plural : List.of(
                "petsets",
                "statefulsets",
                "pods",
                "services",
                "serviceaccounts",
                "appbindings",
                "poddisruptionbudgets",
                "roles",
                "rolebindings")) {
            database.awaitNone(plural);
        }
        if (!claims) {
            database.awaitNone("persistentvolumeclaims");
        }
        if (!secrets) {
            database.awaitNone("secrets");
        }
        assertThat(database.names("persistentvolumeclaims")).isEqualTo(claims ? List.of(claim) : List.of());
        if (secrets) {
            assertThat(database.names("secrets")).contains(database.name() + "-auth");
        }
        Stream.of("persistentvolumeclaims", "secrets")
                .flatMap(plural -> database.items(plural).stream())
                .forEach(
                        kept -> assertThat(kept.at("/metadata/ownerReferences")).isEmpty());
    }

    @Test
    void A18_halted_keeps_data_and_password_and_comes_back() throws Exception {
        Watched database = Watched.create(
                        cluster, operator, sample.apply("pausing").with("deletionPolicy", "Delete"))
                .awaitPhase("Ready");
        String password = database.password();

        database.patch("{\"spec\": {\"halted\": true}}");
        database.awaitPhase("Halted");
        database.awaitNone("pods");

        assertThat(database.names("persistentvolumeclaims")).containsExactly("data-pausing-0");
        assertThat(database.names("petsets")).isEmpty();
        assertThat(database.names("services")).isEmpty();

        database.patch("{\"spec\": {\"halted\": false}}");
        database.awaitPhase("Ready");

        assertThat(database.password()).isEqualTo(password);
        login(database.podAddress("pausing-0"), port, user, password);
        database.delete();
        database.awaitGone();
    }

    /// All conditions that the database has, without a pause, and another one.
    private String conditions(String further) {
        var kept = new ArrayList<String>();
        main.now().at("/status/conditions").forEach(condition -> {
            if (!condition.path("type").asText().equals("Paused")) {
                kept.add(condition.toString());
            }
        });
        if (!further.isEmpty()) {
            kept.add(further);
        }
        return "{\"status\": {\"conditions\": [" + String.join(", ", kept) + "]}}";
    }
}
