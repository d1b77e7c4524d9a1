// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.postgres;

import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Containers;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.PetSets;
import dev.keyturn.operator.provision.Pods;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pods of a Postgres.
record PostgresPods(Blueprint<PostgresSpec> blueprint) {

    static final int PORT = 5432;
    private static final String ROLE = "kubedb.com/role";
    private static final String CLUSTER = "postgreses.kubedb.com/database.cluster";
    private static final String CONFIG = "config";
    private static final String SHARED_MEMORY = "shared-memory";

    /// What the pods of a database are found by.
    static Map<String, String> selector(Offshoots names) {
        Map<String, String> selector = new LinkedHashMap<>(names.selector());
        selector.put(CLUSTER, names.name());
        return selector;
    }

    /// What the one is found by that takes writes.
    static Map<String, String> primary(Offshoots names) {
        Map<String, String> selector = selector(names);
        selector.put(ROLE, "primary");
        return selector;
    }

    /// A server that is alone is the primary from its first moment on.
    PodTemplateSpec template() {
        Map<String, String> labels = new LinkedHashMap<>(blueprint.names().labels());
        labels.putAll(primary(blueprint.names()));
        return Pods.template(
                blueprint.names(),
                labels,
                blueprint.version(),
                container(),
                volumes(),
                blueprint.spec().podTemplate());
    }

    private Container container() {
        return new ContainerBuilder()
                .withName("postgres")
                .withImage(blueprint.version().image())
                .withCommand(Containers.start())
                .addNewPort()
                .withName(Containers.PORT)
                .withContainerPort(PORT)
                .withProtocol("TCP")
                .endPort()
                .withEnv(environment())
                .withVolumeMounts(
                        Containers.mount(PetSets.DATA, "/var/pv"),
                        Containers.mount(SHARED_MEMORY, "/dev/shm"),
                        Containers.mount(CONFIG, PostgresFiles.FOLDER),
                        Containers.mount("scripts", Containers.SCRIPTS),
                        Containers.mount(Containers.CREDENTIALS, Containers.RUN))
                .withResources(Containers.resources("500m", "1Gi", "1Gi"))
                .withReadinessProbe(isReady())
                .withSecurityContext(Pods.restricted(blueprint.version().runAsUser()))
                .build();
    }

    /// Asks for no password.
    private static Probe isReady() {
        return Containers.commandProbe("pg_isready", "-h", "127.0.0.1", "-p", "5432", "-U", "postgres");
    }

    private List<EnvVar> environment() {
        List<EnvVar> environment = new ArrayList<>();
        blueprint.authSecret().ifPresent(secret -> {
            environment.add(Containers.fromSecret("POSTGRES_USER", secret, "username"));
            environment.add(Containers.fromSecret("POSTGRES_PASSWORD", secret, "password"));
        });
        environment.add(Containers.env("PGDATA", PostgresFiles.DATA));
        return environment;
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>(PetSets.dataVolume(blueprint.spec()));
        volumes.add(Containers.memory(SHARED_MEMORY));
        volumes.add(new VolumeBuilder()
                .withName(CONFIG)
                .withNewSecret()
                .withSecretName(blueprint.names().configSecret())
                .endSecret()
                .build());
        volumes.add(Containers.scriptsVolume(blueprint.names()));
        volumes.add(Containers.memory(Containers.CREDENTIALS));
        return volumes;
    }
}
