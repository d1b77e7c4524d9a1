// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Small parts of the containers of all engines.
public final class Containers {
    /// The container's port, by the name that services ask for.
    public static final String PORT = "db";

    /// Where the start script is mounted.
    public static final String SCRIPTS = "/scripts";

    /// Where a node writes for itself when it starts; it is memory.
    public static final String RUN = "/run/keyturn";

    /// The volume of it.
    public static final String CREDENTIALS = "credentials";

    private static final String START = "start.sh";
    private static final int SCRIPT_MODE = 0555;

    private Containers() {}

    /// What starts the container; the user's arguments follow.
    public static List<String> start() {
        return List.of("/bin/sh", SCRIPTS + "/" + START);
    }

    /// The ConfigMap with the start script that stands beside `engine` among the resources.
    public static HasMetadata scripts(Offshoots names, Class<?> engine) {
        return new ConfigMapBuilder()
                .withMetadata(names.metadata(names.scripts()))
                .withData(Map.of(START, text(engine)))
                .build();
    }

    public static EnvVar env(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /// A value that is read from the Secret at each start of the container.
    public static EnvVar fromSecret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, false)
                .endValueFrom()
                .build();
    }

    public static EnvVar podAddress(String name) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef("v1", "status.podIP")
                .endValueFrom()
                .build();
    }

    public static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    public static Volume scriptsVolume(Offshoots names) {
        return new VolumeBuilder()
                .withName("scripts")
                .withNewConfigMap()
                .withName(names.scripts())
                .withDefaultMode(SCRIPT_MODE)
                .endConfigMap()
                .build();
    }

    public static Volume memory(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withMedium("Memory")
                .endEmptyDir()
                .build();
    }

    public static Volume emptyFolder(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    /// Whether the port is open: a probe that knows no password stays right while passwords change.
    public static Probe portProbe() {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(PORT))
                .endTcpSocket()
                .withPeriodSeconds(5)
                .withTimeoutSeconds(5)
                .withFailureThreshold(6)
                .build();
    }

    public static Probe commandProbe(String... command) {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand(command)
                .endExec()
                .withPeriodSeconds(5)
                .withTimeoutSeconds(5)
                .withFailureThreshold(6)
                .build();
    }

    /// What a database asks for where the user says nothing.
    ///
    /// @param limit of memory; there is none of cores
    public static ResourceRequirements resources(String cpu, String memory, String limit) {
        return new ResourceRequirementsBuilder()
                .withRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                .withLimits(Map.of("memory", new Quantity(limit)))
                .build();
    }

    private static String text(Class<?> engine) {
        try (InputStream script =
                Objects.requireNonNull(engine.getResourceAsStream(START), "the start script is part of the program")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
