// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Containers;
import dev.keyturn.operator.provision.PetSets;
import dev.keyturn.operator.provision.Pods;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The pods of a Redis.
///
/// @param product `redis` or `valkey`
record RedisPods(Blueprint<RedisSpec> blueprint, String product) {

    static final int PORT = 6379;
    static final int GOSSIP = 16_379;
    private static final String CONFIG = "config";
    private static final String CONTAINER = "redis";

    PodTemplateSpec template(int shard) {
        RedisShape shape = RedisShape.of(blueprint.spec());
        Map<String, String> labels = new LinkedHashMap<>(blueprint.names().labels());
        labels.putAll(shape.selector(blueprint.names(), shard));
        return Pods.template(
                blueprint.names(),
                labels,
                blueprint.version(),
                container(shape),
                volumes(),
                blueprint.spec().podTemplate());
    }

    private Container container(RedisShape shape) {
        var container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(blueprint.version().image())
                .withCommand(Containers.start())
                .addNewPort()
                .withName(Containers.PORT)
                .withContainerPort(PORT)
                .withProtocol("TCP")
                .endPort();
        if (shape.cluster()) {
            container
                    .addNewPort()
                    .withName("gossip")
                    .withContainerPort(GOSSIP)
                    .withProtocol("TCP")
                    .endPort();
        }
        return container
                .withEnv(environment(shape))
                .withVolumeMounts(mounts())
                .withResources(Containers.resources("500m", "1Gi", "1Gi"))
                .withReadinessProbe(Containers.portProbe())
                .withLivenessProbe(Containers.portProbe())
                .withSecurityContext(Pods.restricted(blueprint.version().runAsUser()))
                .build();
    }

    private List<EnvVar> environment(RedisShape shape) {
        String upper = product.toUpperCase(Locale.ROOT);
        List<EnvVar> environment = new ArrayList<>();
        blueprint
                .authSecret()
                .ifPresentOrElse(
                        secret -> {
                            String config = blueprint.names().configSecret();
                            environment.add(Containers.fromSecret("USERNAME", secret, "username"));
                            environment.add(Containers.fromSecret(upper + "CLI_AUTH", secret, "password"));
                            environment.add(Containers.fromSecret("KEYTURN_ACCEPT", config, BootState.ACCEPT));
                            environment.add(Containers.fromSecret("KEYTURN_MASTERAUTH", config, BootState.MASTERAUTH));
                            environment.add(Containers.fromSecret("KEYTURN_USER", config, BootState.USER));
                        },
                        () -> environment.add(Containers.env("KEYTURN_DISABLE_AUTH", "true")));
        environment.add(Containers.env("REDIS_MODE", shape.cluster() ? "Cluster" : "Standalone"));
        environment.add(Containers.env(
                "MAJOR_" + upper + "_VERSION",
                Integer.toString(blueprint.version().major())));
        environment.add(Containers.env("KEYTURN_SERVER", product + "-server"));
        environment.add(Containers.env("KEYTURN_CONFIG", RedisFiles.of(product).folder()));
        if (shape.cluster()) {
            environment.add(Containers.podAddress("KEYTURN_ANNOUNCE"));
        }
        return environment;
    }

    private List<VolumeMount> mounts() {
        return List.of(
                Containers.mount(PetSets.DATA, "/data"),
                Containers.mount("scripts", Containers.SCRIPTS),
                Containers.mount(CONFIG, RedisFiles.of(product).folder()),
                Containers.mount(Containers.CREDENTIALS, Containers.RUN));
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>(PetSets.dataVolume(blueprint.spec()));
        volumes.add(Containers.scriptsVolume(blueprint.names()));
        volumes.add(configuration());
        volumes.add(Containers.memory(Containers.CREDENTIALS));
        return volumes;
    }

    /// The files, without the boot state beside them.
    private Volume configuration() {
        String custom = RedisFiles.of(product).custom();
        var projected = new VolumeBuilder()
                .withName(CONFIG)
                .withNewProjected()
                .addNewSource()
                .withNewSecret()
                .withName(blueprint.names().configSecret())
                .addNewItem(RedisFiles.DEFAULT, null, RedisFiles.DEFAULT)
                .endSecret()
                .endSource()
                .addNewSource()
                .withNewSecret()
                .withName(blueprint.names().configSecret())
                .addNewItem(custom, null, custom)
                .withOptional(true)
                .endSecret()
                .endSource();
        if (RedisFiles.hasAcl(blueprint.spec())) {
            projected
                    .addNewSource()
                    .withNewSecret()
                    .withName(blueprint.names().aclSecret())
                    .addNewItem(RedisFiles.ACL, null, RedisFiles.ACL)
                    .endSecret()
                    .endSource();
        }
        return projected.endProjected().build();
    }
}
