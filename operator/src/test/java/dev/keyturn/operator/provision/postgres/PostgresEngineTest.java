// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.EngineVersion;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresEngineTest {

    private static final String SPEC = """
            version: "17"
            storage: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
            """;
    private static final PostgresEngine ENGINE = new PostgresEngine((_, _, _, _) -> {
        throw new Refused(Reason.OTHER, "NONE", "this test has no nodes");
    });

    @Test
    void makes_the_children_in_the_order_of_the_contract() {
        assertThat(children(blueprint(SPEC, "17"))
                        .map(child ->
                                child.getKind() + "/" + child.getMetadata().getName()))
                .containsExactly(
                        "Service/orders-db-pods",
                        "Service/orders-db",
                        "ServiceAccount/orders-db",
                        "Role/orders-db",
                        "RoleBinding/orders-db",
                        "ConfigMap/orders-db-scripts",
                        "PetSet/orders-db",
                        "PodDisruptionBudget/orders-db",
                        "AppBinding/orders-db");
    }

    @Test
    void the_service_selects_the_primary() {
        Service service = children(blueprint(SPEC, "17"))
                .filter(child -> child instanceof Service
                        && child.getMetadata().getName().equals("orders-db"))
                .map(Service.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(service.getSpec().getSelector())
                .isEqualTo(Map.of(
                        "app.kubernetes.io/name", "postgreses.kubedb.com",
                        "app.kubernetes.io/instance", "orders-db",
                        "app.kubernetes.io/managed-by", "kubedb.com",
                        "postgreses.kubedb.com/database.cluster", "orders-db",
                        "kubedb.com/role", "primary"));
        assertThat(petSet().getSpec().template().getMetadata().getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
    }

    @Test
    void the_container_has_the_environment_and_the_mounts_of_the_contract() {
        var container = petSet().getSpec().template().getSpec().getContainers().getFirst();

        assertThat(container.getName()).isEqualTo("postgres");
        assertThat(container.getEnv())
                .extracting(EnvVar::getName)
                .containsExactly("POSTGRES_USER", "POSTGRES_PASSWORD", "PGDATA");
        assertThat(container.getEnv().getLast().getValue()).isEqualTo("/var/pv/data");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/var/pv", "/dev/shm", "/etc/config", "/scripts", "/run/keyturn");
        assertThat(container.getReadinessProbe().getExec().getCommand()).startsWith("pg_isready");
    }

    @ParameterizedTest
    @CsvSource({"15,,md5", "17,,md5", "18,,scram-sha-256", "17,scram,scram-sha-256", "18.3,md5,md5"})
    void who_comes_from_elsewhere_says_a_password(String version, @Nullable String mode, String method) {
        var blueprint = blueprint(SPEC + (mode == null ? "" : "clientAuthMode: " + mode + "\n"), version);

        assertThat(file(ENGINE.configuration(blueprint, Map.of()), "pg_hba.conf")
                        .lines())
                .last()
                .asString()
                .matches("host +all +all +all +" + method);
    }

    @Test
    void the_users_settings_come_before_what_has_to_be() {
        var files = ENGINE.configuration(blueprint(SPEC, "17"), Map.of("user.conf", "max_connections = 50"));

        assertThat(file(files, "postgresql.conf").lines())
                .containsSubsequence(
                        "include '/var/pv/data/postgresql.conf'",
                        "include_if_exists '/etc/config/user.conf'",
                        "hba_file = '/etc/config/pg_hba.conf'");
        assertThat(files).containsEntry("user.conf", "max_connections = 50\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 3|S2",
                "mode: RemoteReplica|S3",
                "tls: {}|S2",
                "clientAuthMode: cert|S2",
                "sslMode: require|S2"
            })
    void what_is_a_later_stage_is_named(String field, String stage) {
        assertThat(ENGINE.notSupported(blueprint(SPEC + field + "\n", "17").spec())
                        .orElseThrow())
                .contains(stage);
    }

    private static String file(Map<String, String> files, String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    private static PetSet petSet() {
        return children(blueprint(SPEC, "17"))
                .filter(PetSet.class::isInstance)
                .map(PetSet.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<HasMetadata> children(Blueprint<PostgresSpec> blueprint) {
        return Stream.of(ENGINE.surroundings(blueprint), ENGINE.workload(blueprint))
                .flatMap(List::stream);
    }

    private static Blueprint<PostgresSpec> blueprint(String spec, String version) {
        Postgres postgres = ResourceJson.serialization().unmarshal("""
                ---
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata: {name: orders-db, namespace: shop, uid: 11111111-2222-3333-4444-555555abc123}
                spec:
                """ + spec.indent(2), Postgres.class);
        return new Blueprint<>(
                postgres.getSpec(),
                Offshoots.of(postgres),
                new EngineVersion(version, "postgres", "postgres:" + version, 999),
                Optional.of("orders-db-auth"));
    }
}
