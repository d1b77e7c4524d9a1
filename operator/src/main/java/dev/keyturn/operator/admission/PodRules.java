// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.PodTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules of `podTemplate`: what a user may not take over or has to say.
final class PodRules {

    private static final String SPEC = "spec.podTemplate.spec";

    private final Database database;
    private final Findings findings;
    private final Optional<PodSpec> pod;
    private final Reserved reserved;

    PodRules(Database database, Findings findings) {
        this.database = database;
        this.findings = findings;
        this.reserved = Reserved.of(database.engine());
        this.pod = database.spec().podTemplate().flatMap(PodTemplate::spec);
    }

    void judge(Optional<CatalogVersion> version) {
        volumes();
        container().ifPresent(container -> {
            environment(container);
            mounts(container);
        });
        switch (database.engine()) {
            case MSSQLSERVER -> productId();
            case POSTGRES -> version.ifPresent(this::user);
            case REDIS -> {}
        }
    }

    private void environment(Container container) {
        for (EnvVar variable : some(container.getEnv())) {
            findings.refuseIf(
                    reserved.environment().contains(variable.getName()),
                    inContainer("env"),
                    "the variable " + variable.getName() + " is set by Keyturn; remove it"
                            + (variable.getName().contains("PASS")
                                            || variable.getName().contains("AUTH")
                                    ? ", and name a Secret in spec.authSecret for a password of your own"
                                    : ""));
        }
    }

    private void mounts(Container container) {
        for (VolumeMount mount : some(container.getVolumeMounts())) {
            String path = Objects.requireNonNullElse(mount.getMountPath(), "");
            findings.refuseIf(
                    reserved.mounts().contains(withoutSlash(path)),
                    inContainer("volumeMounts"),
                    "the folder " + path + " is mounted by Keyturn; take another one");
        }
    }

    private void volumes() {
        for (var volume : some(pod.map(PodSpec::getVolumes).orElse(List.of()))) {
            findings.refuseIf(
                    reserved.volumes().contains(volume.getName()),
                    SPEC + ".volumes",
                    "the name " + volume.getName() + " is that of a volume of Keyturn; take another one");
        }
    }

    /// Which edition is licensed is the user's statement.
    private void productId() {
        boolean given = container().stream()
                .flatMap(container -> some(container.getEnv()).stream())
                .anyMatch(variable -> variable.getName().equals("MSSQL_PID")
                        && (variable.getValueFrom() != null
                                || !Objects.requireNonNullElse(variable.getValue(), "")
                                        .isEmpty()));
        findings.refuseIf(
                !given,
                inContainer("env"),
                "MSSQL_PID is missing; say which edition you have a licence for, for example Developer");
    }

    /// The files of an image belong to its user, unless it says that it runs as any.
    private void user(CatalogVersion version) {
        if (version.anyUser()) {
            return;
        }
        var wanted = Stream.concat(
                        pod.map(PodSpec::getSecurityContext).map(context -> context.getRunAsUser()).stream(),
                        container().map(Container::getSecurityContext).map(context -> context.getRunAsUser()).stream())
                .toList();
        version.runAsUser()
                .ifPresent(own -> wanted.stream()
                        .filter(user -> !user.equals(own))
                        .findFirst()
                        .ifPresent(user -> findings.refuse(
                                SPEC + ".securityContext.runAsUser",
                                "the image of version " + version.name() + " runs as user " + own + " only, not as "
                                        + user)));
    }

    private Optional<Container> container() {
        return some(pod.map(PodSpec::getContainers).orElse(List.of())).stream()
                .filter(container -> database.engine().container().equals(container.getName()))
                .findFirst();
    }

    private String inContainer(String field) {
        return SPEC + ".containers[" + database.engine().container() + "]." + field;
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static <T> List<T> some(List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
