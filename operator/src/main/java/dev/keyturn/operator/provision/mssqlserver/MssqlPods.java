// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Containers;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.PetSets;
import dev.keyturn.operator.provision.Pods;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/// The pod of a SQL Server. That the licence is accepted, and for which edition, is the user's word: `ACCEPT_EULA` and
/// `MSSQL_PID` come from the user's container.
record MssqlPods(Blueprint<MSSQLServerSpec> blueprint) {

    static final int PORT = 1433;

    private static final String CONTAINER = "mssql";
    private static final String DATA = "/var/opt/mssql";
    private static final String CONFIG = "config";
    private static final String TLS = "tls";
    private static final int OWNER_AND_GROUP_READ = 0440;

    PodTemplateSpec template() {
        Offshoots names = blueprint.names();
        return Pods.template(
                names,
                names.labels(),
                blueprint.version(),
                container(),
                volumes(),
                blueprint.spec().podTemplate());
    }

    private Container container() {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(blueprint.version().image())
                .withCommand(Containers.start())
                .addNewPort()
                .withName(Containers.PORT)
                .withContainerPort(PORT)
                .withProtocol("TCP")
                .endPort()
                .withEnv(environment())
                .withVolumeMounts(mounts())
                .withResources(Containers.resources("1500m", "2Gi", "4Gi"))
                .withReadinessProbe(Containers.portProbe())
                .withLivenessProbe(Containers.portProbe())
                .withSecurityContext(security())
                .build();
    }

    private List<EnvVar> environment() {
        String secret = blueprint.authSecret().orElseGet(() -> blueprint.names().authSecret());
        return List.of(
                Containers.fromSecret("MSSQL_SA_USERNAME", secret, "username"),
                Containers.fromSecret("MSSQL_SA_PASSWORD", secret, "password"));
    }

    private static List<VolumeMount> mounts() {
        return List.of(
                Containers.mount(PetSets.DATA, DATA),
                new VolumeMountBuilder()
                        .withName(CONFIG)
                        .withMountPath(DATA + "/" + SettingsFile.NAME)
                        .withSubPath(SettingsFile.NAME)
                        .withReadOnly(true)
                        .build(),
                new VolumeMountBuilder()
                        .withName(TLS)
                        .withMountPath(SettingsFile.TLS)
                        .withReadOnly(true)
                        .build(),
                Containers.mount("scripts", Containers.SCRIPTS));
    }

    private List<Volume> volumes() {
        Offshoots names = blueprint.names();
        List<Volume> volumes = new ArrayList<>(PetSets.dataVolume(blueprint.spec()));
        volumes.add(Containers.scriptsVolume(names));
        volumes.add(secret(CONFIG, names.configSecret()));
        volumes.add(secret(TLS, CertificateSecrets.server(names)));
        return volumes;
    }

    private static Volume secret(String volume, String name) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(name)
                .withDefaultMode(OWNER_AND_GROUP_READ)
                .endSecret()
                .build();
    }

    /// The program of SQL Server is marked for this capability, and does not start where it is out of reach.
    private SecurityContext security() {
        SecurityContext restricted = Pods.restricted(blueprint.version().runAsUser());
        return new SecurityContextBuilder(restricted)
                .editCapabilities()
                .withAdd("NET_BIND_SERVICE")
                .endCapabilities()
                .build();
    }
}
