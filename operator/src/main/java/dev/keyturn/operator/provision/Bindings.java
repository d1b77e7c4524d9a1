// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.Groups;
import dev.keyturn.operator.crd.NamedObject;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.appbinding.AppBindingSpec;
import dev.keyturn.operator.crd.appbinding.AppRef;
import dev.keyturn.operator.crd.appbinding.ClientConfig;
import java.util.Optional;

/// AppBindings (contract §5).
public final class Bindings {

    private Bindings() {}

    /// What differs between engines.
    ///
    /// @param type     the engine as clients know it: `redis`
    /// @param caBundle the authority of the server's certificate, PEM in base64
    public record Access(
            String type,
            String scheme,
            int port,
            Optional<String> path,
            Optional<String> caBundle,
            Optional<JsonNode> parameters) {}

    /// The Secret always is that of the published pair.
    public static AppBinding of(Blueprint<?> blueprint, Access access) {
        Offshoots names = blueprint.names();
        var service = new ClientConfig.Service(access.scheme(), names.name(), access.port(), access.path());
        var binding = new AppBinding();
        binding.setMetadata(names.metadata(names.name()));
        binding.setSpec(new AppBindingSpec(
                Optional.of(Groups.DATABASES + "/" + access.type()),
                Optional.of(blueprint.version().number()),
                Optional.of(new AppRef(
                        Optional.of(Groups.DATABASES),
                        Optional.of(names.kind()),
                        names.name(),
                        Optional.of(names.namespace()))),
                new ClientConfig(Optional.empty(), Optional.of(service), access.caBundle()),
                blueprint.authSecret().map(secret -> new NamedObject(Optional.of(secret))),
                Optional.empty(),
                access.parameters()));
        return binding;
    }
}
