// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What of a pod template changes with a published pair: a mark, and from which Secret variables come. Where a repair
/// of the database would read a variable of a container from, it is read from; what a person wrote into the database's
/// `podTemplate` is so his, and stays.
final class Templates {
    /// The lists that are changed as a whole.
    static final List<String> CONTAINERS = List.of("containers", "initContainers");

    private Templates() {}

    /// @param found  as it is
    /// @param wanted as a repair would make it
    /// @return the template as it should be; empty if it is so
    static Optional<PodTemplateSpec> changed(PodTemplateSpec found, PodTemplateSpec wanted, String mark, String value) {
        PodTemplateSpec changed = new PodTemplateSpecBuilder(found)
                .editOrNewMetadata()
                .addToAnnotations(Map.of(mark, value))
                .endMetadata()
                .editSpec()
                .withContainers(containers(
                        found.getSpec().getContainers(), wanted.getSpec().getContainers()))
                .withInitContainers(containers(
                        found.getSpec().getInitContainers(), wanted.getSpec().getInitContainers()))
                .endSpec()
                .build();
        return changed.equals(found) ? Optional.empty() : Optional.of(changed);
    }

    private static List<Container> containers(List<Container> found, List<Container> wanted) {
        return found.stream()
                .map(container -> wanted.stream()
                        .filter(other -> other.getName().equals(container.getName()))
                        .findFirst()
                        .map(other -> container(container, other))
                        .orElse(container))
                .toList();
    }

    private static Container container(Container found, Container wanted) {
        return new ContainerBuilder(found)
                .withEnv(found.getEnv().stream()
                        .map(variable -> wanted.getEnv().stream()
                                .filter(other -> isSame(variable, other))
                                .findFirst()
                                .flatMap(Templates::secret)
                                .map(secret -> from(variable, secret.getName()))
                                .orElse(variable))
                        .toList())
                .build();
    }

    private static EnvVar from(EnvVar variable, String secret) {
        return new EnvVarBuilder(variable)
                .editValueFrom()
                .editSecretKeyRef()
                .withName(secret)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }

    /// The same variable, of the same key of some Secret.
    private static boolean isSame(EnvVar one, EnvVar other) {
        return one.getName().equals(other.getName())
                && secret(one).isPresent()
                && secret(one)
                        .map(SecretKeySelector::getKey)
                        .equals(secret(other).map(SecretKeySelector::getKey));
    }

    private static Optional<SecretKeySelector> secret(EnvVar variable) {
        return Optional.ofNullable(variable.getValueFrom()).map(EnvVarSource::getSecretKeyRef);
    }
}
