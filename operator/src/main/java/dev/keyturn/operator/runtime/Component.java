// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One part of the operator, as the process that runs it sees it.
///
/// @param definitions names of the resource definitions that have to be ours before it does anything
/// @param controllers what it reconciles, while this process is the leader
/// @param service what it does besides on every process, leader or not
/// @param reason why it does nothing; empty: it does
public record Component(
        ComponentName name,
        Set<String> definitions,
        List<Controller<?>> controllers,
        Optional<Service> service,
        Optional<String> reason) {

    public Component {
        definitions = Set.copyOf(definitions);
        controllers = List.copyOf(controllers);
    }

    /// What runs from the start of the process to its end.
    @FunctionalInterface
    public interface Service {
        /// Begins, and returns what ends it in order.
        Running start();
    }

    /// A started [Service].
    @FunctionalInterface
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// One that reconciles on the leader only.
    public static Component reconciling(ComponentName name, Controller<?>... controllers) {
        var all = List.of(controllers);
        var definitions = all.stream().map(Controller::definition).collect(Collectors.toSet());
        return new Component(name, definitions, all, Optional.empty(), Optional.empty());
    }

    /// One that serves on every process.
    public static Component serving(ComponentName name, Service service) {
        return new Component(name, Set.of(), List.of(), Optional.of(service), Optional.empty());
    }

    /// The same, which also reads objects of `kind`.
    public Component needing(Class<? extends HasMetadata> kind) {
        var more = Stream.of(HasMetadata.getFullResourceName(kind));
        var names = Stream.concat(definitions.stream(), more).collect(Collectors.toSet());
        return new Component(name, names, controllers, service, reason);
    }

    /// One that does nothing, and says why.
    public static Component idle(ComponentName name, String reason) {
        return new Component(name, Set.of(), List.of(), Optional.empty(), Optional.of(reason));
    }
}
