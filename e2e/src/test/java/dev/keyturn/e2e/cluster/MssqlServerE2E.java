// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.testkit.tls.TestCertificates;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The contract's MSSQLServer on a real cluster, without cert-manager. The database is the project's wire double, which
/// is no SQL Server, unless `KEYTURN_TEST_MSSQL_IMAGE` names an image of the real one.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MssqlServerE2E {

    private static final Optional<String> REAL = Optional.ofNullable(System.getenv("KEYTURN_TEST_MSSQL_IMAGE"));
    private static final String VERSION = REAL.isPresent() ? "e2e-real" : "2022-double";
    private static final String SMALL = "resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}, ";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("keyturn-e2e")
            .withForce(true)
            .build();

    @TempDir
    private Path folder = Path.of("");

    private Cluster cluster;
    private KeyturnOperator operator;

    @BeforeAll
    void start() {
        cluster = Cluster.open("mssql");
        client().resource("---\n" + version()).patch(APPLY);
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,petset");
    }

    @AfterAll
    void leave() {
        operator.close();
        client().genericKubernetesResources("kubedb.com/v1alpha2", "MSSQLServer")
                .inNamespace(cluster.namespace())
                .list()
                .getItems()
                .forEach(left -> on(left).edit(MssqlServerE2E::withoutFinalizers));
        cluster.close();
    }

    @Test
    void A22_becomes_ready_over_tls_where_clients_need_not_trust_the_issuer_that_is_missing() throws Exception {
        SqlServer database = created("ready", false);

        GenericKubernetesResource ready = database.awaitPhase("Ready");

        assertThat(SqlServer.conditions(ready))
                .startsWith(
                        "ProvisioningStarted=True",
                        "ReplicaReady=True",
                        "AcceptingConnection=True",
                        "Ready=True",
                        "Provisioned=True");
        assertThat(events("ready", "IssuerUnavailable"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).contains("shop-ca"));
        try (Connection connection = database.login()) {
            System.out.println("MSSQLServer " + VERSION + " ran on " + asked(connection, "SELECT @@VERSION"));
        }
        String stranger = TestCertificates.issue("dns:anybody").authorityPem();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.login("sa", database.secret("ready-auth", "password"), stranger))
                .withMessageContaining("SSL");
        assertThat(secrets()).contains("ready-auth", "ready-ca", "ready-server-cert", "ready-client-cert");
    }

    @Test
    void A22_waits_and_says_why_where_clients_trust_the_issuer_that_is_missing() {
        SqlServer database = created("waits", true);

        GenericKubernetesResource waiting = database.await(
                seen -> SqlServer.condition(seen, "DatabaseDependencyReady").isPresent());

        Map<String, Object> why =
                SqlServer.condition(waiting, "DatabaseDependencyReady").orElseThrow();
        assertThat(why).containsEntry("status", "False").containsEntry("reason", "IssuerUnavailable");
        assertThat(String.valueOf(why.get("message"))).contains("cert-manager is not there");
        assertThat(waiting.<String>get("status", "phase")).isEqualTo("Provisioning");
        assertThat(secrets()).doesNotContain("waits-ca", "waits-server-cert");
        assertThat(client().apps()
                        .statefulSets()
                        .inNamespace(cluster.namespace())
                        .withName("waits")
                        .get())
                .isNull();
    }

    @Test
    void keeps_logins_and_authority_when_the_pod_is_killed() throws Exception {
        SqlServer database = created("killed", false);
        database.awaitPhase("Ready");
        String authority = database.authority();
        try (Connection connection = database.login();
                var statement = connection.createStatement()) {
            statement.execute("CREATE LOGIN orders WITH PASSWORD = N'Harbor-Lantern-42'");
        }
        Pod pod = pod("killed-0");

        client().resource(pod).withGracePeriod(0).delete();
        client().pods()
                .inNamespace(cluster.namespace())
                .withName("killed-0")
                .waitUntilCondition(
                        seen -> seen != null
                                && !seen.getMetadata()
                                        .getUid()
                                        .equals(pod.getMetadata().getUid())
                                && isReady(seen),
                        60,
                        TimeUnit.SECONDS);
        database.awaitPhase("Ready");

        assertThat(database.authority()).isEqualTo(authority);
        try (Connection connection = database.login("orders", "Harbor-Lantern-42", authority)) {
            assertThat(asked(connection, "SELECT SUSER_SNAME()")).isEqualTo("orders");
        }
        try (Connection connection = database.login()) {
            assertThat(asked(connection, "SELECT SUSER_SNAME()")).isEqualTo("sa");
        }
    }

    @Test
    void ends_in_the_same_state_when_the_operator_is_killed_while_it_provisions() throws Exception {
        SqlServer database = created("crashed", false);
        for (String made : List.of("crashed-ca", "crashed-auth")) {
            client().secrets()
                    .inNamespace(cluster.namespace())
                    .withName(made)
                    .waitUntilCondition(seen -> seen != null, 30, TimeUnit.SECONDS);
            operator.kill();
            operator.restart();
        }

        database.awaitPhase("Ready");

        try (Connection connection = database.login()) {
            assertThat(asked(connection, "SELECT SUSER_SNAME()")).isEqualTo("sa");
        }
    }

    @ParameterizedTest
    @CsvSource({"Halt, true, true", "Delete, false, true", "WipeOut, false, false"})
    void leaves_what_the_deletion_policy_says(String policy, boolean claims, boolean secretsStay) {
        String name = "left-" + policy.toLowerCase(Locale.ROOT);
        SqlServer database = created(manifest(name, false).replace("WipeOut", policy), name);
        database.awaitPhase("Ready");

        database.resource().delete();
        database.awaitGone();

        client().pods()
                .inNamespace(cluster.namespace())
                .withName(name + "-0")
                .waitUntilCondition(seen -> seen == null, 60, TimeUnit.SECONDS);
        var claim = client().persistentVolumeClaims()
                .inNamespace(cluster.namespace())
                .withName("data-" + name + "-0");
        if (claims) {
            assertThat(claim.require().getMetadata().getOwnerReferences()).isEmpty();
        } else {
            claim.waitUntilCondition(seen -> seen == null, 60, TimeUnit.SECONDS);
        }
        List<String> own = List.of(name + "-auth", name + "-ca", name + "-server-cert", name + "-client-cert");
        if (secretsStay) {
            assertThat(secrets()).containsAll(own);
            own.forEach(secret -> assertThat(client().secrets()
                            .inNamespace(cluster.namespace())
                            .withName(secret)
                            .require()
                            .getMetadata()
                            .getOwnerReferences())
                    .isEmpty());
        } else {
            assertThat(secrets()).doesNotContainAnyElementsOf(own);
        }
    }

    private SqlServer created(String name, boolean clientTls) {
        return created(manifest(name, clientTls), name);
    }

    private SqlServer created(String manifest, String name) {
        cluster.create(manifest);
        return new SqlServer(client(), cluster.namespace(), name, folder);
    }

    /// The contract's sample, with a version and resources that this cluster has.
    private static String manifest(String name, boolean clientTls) {
        String sample = Cluster.documents(Cluster.samples()).stream()
                .filter(document -> document.contains("kind: MSSQLServer\n"))
                .findFirst()
                .orElseThrow();
        return sample.replace("billing-sql", name)
                .replace("2022-cu22", VERSION)
                .replace("clientTLS: false", "clientTLS: " + clientTls)
                .replace("{name: mssql, ", "{name: mssql, " + (REAL.isPresent() ? "" : SMALL));
    }

    private static String version() {
        return """
            apiVersion: catalog.kubedb.com/v1alpha1
            kind: MSSQLServerVersion
            metadata: {name: %s}
            spec: {version: "2022", db: {image: "%s"}, securityContext: {runAsUser: 10001}}
            """.formatted(VERSION, REAL.orElse("keyturn.local/mssql-double:1"));
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    private Resource<GenericKubernetesResource> on(GenericKubernetesResource object) {
        return client().genericKubernetesResources(object.getApiVersion(), object.getKind())
                .inNamespace(cluster.namespace())
                .withName(object.getMetadata().getName());
    }

    private static GenericKubernetesResource withoutFinalizers(GenericKubernetesResource object) {
        object.getMetadata().setFinalizers(List.of());
        return object;
    }

    private List<String> secrets() {
        return client().secrets().inNamespace(cluster.namespace()).list().getItems().stream()
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private List<Event> events(String about, String reason) {
        return client().v1().events().inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(about))
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }

    private Pod pod(String name) {
        return client().pods().inNamespace(cluster.namespace()).withName(name).require();
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static String asked(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
