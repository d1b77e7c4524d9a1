// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.EngineVersion;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MssqlEngineTest {

    private static final MSSQLServer DATABASE = Samples.database();
    private static final Blueprint<MSSQLServerSpec> BLUEPRINT = new Blueprint<>(
            DATABASE.getSpec(),
            Offshoots.of(DATABASE),
            new EngineVersion("2022", "mssqlserver", "keyturn.local/mssql-double:1", 10_001),
            Optional.of("billing-sql-auth"),
            new Tls.On(true, Optional.of("authority"), Optional.of("billing-sql.shop.svc")));

    private final MssqlEngine engine = new MssqlEngine(
            (at, _, _, _) -> {
                throw new Unanswered("TEST", "nobody is there", at.toString());
            },
            new Certificates(new MemoryCertificates(), () -> Instant.EPOCH));

    @Test
    void surroundings_are_the_services_and_the_account() {
        List<HasMetadata> children = engine.surroundings(BLUEPRINT);

        assertThat(children)
                .extracting(child -> child.getKind() + " " + child.getMetadata().getName())
                .containsExactly(
                        "Service billing-sql-pods",
                        "Service billing-sql",
                        "ServiceAccount billing-sql",
                        "Role billing-sql",
                        "RoleBinding billing-sql");
        var service = (Service) children.get(1);
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("primary");
            assertThat(port.getPort()).isEqualTo(1433);
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("db");
        });
    }

    @Test
    void the_pod_gets_the_published_pair_its_settings_and_its_certificate() {
        Container container = container();

        assertThat(container.getImage()).isEqualTo("keyturn.local/mssql-double:1");
        assertThat(container.getEnv())
                .filteredOn(env -> env.getValueFrom() != null)
                .extracting(env -> env.getName() + " "
                        + env.getValueFrom().getSecretKeyRef().getName() + " "
                        + env.getValueFrom().getSecretKeyRef().getKey())
                .containsExactly(
                        "MSSQL_SA_USERNAME billing-sql-auth username", "MSSQL_SA_PASSWORD billing-sql-auth password");
        assertThat(container.getEnv())
                .filteredOn(env -> env.getValue() != null)
                .extracting(env -> env.getName() + "=" + env.getValue())
                .containsExactly("ACCEPT_EULA=Y", "MSSQL_PID=Developer");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/var/opt/mssql", "/var/opt/mssql/mssql.conf", "/var/opt/mssql/tls", "/scripts");
        assertThat(container.getPorts()).extracting(port -> port.getName()).containsExactly("db");
        assertThat(container.getReadinessProbe().getTcpSocket().getPort().getStrVal())
                .isEqualTo("db");
    }

    @Test
    void the_pod_may_do_nothing_but_what_the_image_is_marked_for() {
        var security = container().getSecurityContext();

        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getRunAsUser()).isEqualTo(10_001);
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(security.getCapabilities().getAdd()).containsExactly("NET_BIND_SERVICE");
        assertThat(petSet().getSpec().template().getSpec().getSecurityContext().getFsGroup())
                .isEqualTo(10_001);
    }

    @Test
    void asks_for_what_the_contract_says_where_the_user_does_not() {
        var resources = container().getResources();

        assertThat(resources.getRequests().toString()).contains("cpu=1500m").contains("memory=2Gi");
        assertThat(resources.getLimits().toString()).contains("memory=4Gi");
    }

    @Test
    void the_binding_has_the_authority_and_the_secret() {
        var binding = child(AppBinding.class).getSpec();

        assertThat(binding.type()).contains("kubedb.com/mssqlserver");
        assertThat(binding.clientConfig().caBundle()).contains("YXV0aG9yaXR5");
        assertThat(binding.clientConfig().service()).hasValueSatisfying(service -> {
            assertThat(service.scheme()).isEqualTo("tcp");
            assertThat(service.port()).isEqualTo(1433);
            assertThat(service.path()).contains("/");
        });
        assertThat(binding.secret())
                .hasValueSatisfying(secret -> assertThat(secret.name()).contains("billing-sql-auth"));
    }

    @Test
    void the_settings_are_the_one_file_of_the_config_secret() {
        assertThat(engine.configuration(BLUEPRINT, Map.of())).containsOnlyKeys("mssql.conf");
    }

    @Test
    void a_group_of_nodes_is_answered_with_its_stage() {
        String group = Samples.yaml(false).replace("replicas: 1", "topology: {mode: AvailabilityGroup}");
        var spec = Samples.read(group).getSpec();

        assertThat(engine.notSupported(DATABASE.getSpec())).isEmpty();
        assertThat(engine.notSupported(spec))
                .hasValueSatisfying(why -> assertThat(why).contains("stage S2"));
    }

    @Test
    void a_version_names_image_and_user() {
        var version = Samples.read(MSSQLServerVersion.class, """
            {apiVersion: catalog.kubedb.com/v1alpha1, kind: MSSQLServerVersion, metadata: {name: x},
             spec: {version: "2022", db: {image: sql:1}}}
            """);

        assertThat(engine.version(version)).isEqualTo(new EngineVersion("2022", "mssqlserver", "sql:1", 10_001));
    }

    private Container container() {
        return petSet().getSpec().template().getSpec().getContainers().getFirst();
    }

    private PetSet petSet() {
        return child(PetSet.class);
    }

    private <T extends HasMetadata> T child(Class<T> kind) {
        return engine.workload(BLUEPRINT).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
