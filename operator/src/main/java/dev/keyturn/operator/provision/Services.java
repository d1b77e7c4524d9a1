// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.ServiceAlias;
import dev.keyturn.operator.crd.database.ServiceTemplate;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Services (contract §4.6), with what the user adds to them.
public final class Services {

    private Services() {}

    /// A port of a service.
    ///
    /// @param target the name of the container's port
    public record Port(String name, int number, String target) {
        private ServicePort toPort() {
            return new ServicePortBuilder()
                    .withName(name)
                    .withPort(number)
                    .withProtocol("TCP")
                    .withTargetPort(new IntOrString(target))
                    .build();
        }
    }

    /// The headless one that gives the pods their names, before they are ready too.
    public static Service governing(Offshoots names, Map<String, String> selector, Port... ports) {
        return new ServiceBuilder()
                .withMetadata(names.metadata(names.governingService()))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector)
                .withPorts(List.of(ports).stream().map(Port::toPort).toList())
                .endSpec()
                .build();
    }

    /// The one that clients use, merged with the template of `alias`.
    public static Service of(
            Offshoots names, String name, Map<String, String> selector, Port port, Optional<ServiceTemplate> template) {
        ServiceSpec wanted = template.flatMap(ServiceTemplate::spec).orElseGet(() -> new ServiceSpecBuilder().build());
        List<ServicePort> ports = new ArrayList<>();
        ports.add(merged(port.toPort(), wanted.getPorts()));
        wanted.getPorts().stream()
                .filter(other -> !port.name().equals(other.getName()))
                .forEach(ports::add);
        return new ServiceBuilder()
                .withMetadata(metadata(names, name, template.flatMap(ServiceTemplate::metadata)))
                .withSpec(new ServiceSpecBuilder(wanted)
                        .withSelector(selector)
                        .withPorts(ports)
                        .build())
                .build();
    }

    public static Optional<ServiceTemplate> template(List<ServiceTemplate> templates, ServiceAlias alias) {
        return templates.stream().filter(template -> template.alias() == alias).findFirst();
    }

    /// The number at the service and the port of the nodes are the user's, where there is a wish.
    private static ServicePort merged(ServicePort ours, List<ServicePort> wishes) {
        return wishes.stream()
                .filter(wish -> ours.getName().equals(wish.getName()))
                .findFirst()
                .map(wish -> new ServicePortBuilder(ours)
                        .withPort(wish.getPort() == null ? ours.getPort() : wish.getPort())
                        .withNodePort(wish.getNodePort())
                        .build())
                .orElse(ours);
    }

    private static ObjectMeta metadata(Offshoots names, String name, Optional<ServiceTemplate.Metadata> template) {
        Map<String, String> labels = new LinkedHashMap<>();
        template.map(ServiceTemplate.Metadata::labels).ifPresent(labels::putAll);
        labels.putAll(names.labels());
        return new ObjectMetaBuilder(names.metadata(name))
                .withLabels(labels)
                .withAnnotations(
                        template.map(ServiceTemplate.Metadata::annotations).orElse(Map.of()))
                .build();
    }
}
