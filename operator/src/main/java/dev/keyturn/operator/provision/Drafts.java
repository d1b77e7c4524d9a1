// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/// What the databases of one engine are made of, before anything of it is made.
public final class Drafts<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final Engine<S, D> engine;
    private final Cluster cluster;

    public Drafts(Engine<S, D> engine, Cluster cluster) {
        this.engine = engine;
        this.cluster = cluster;
    }

    /// @param ground what the workload rests on
    public record Draft<S extends DatabaseSpec>(Blueprint<S> blueprint, Ground ground) {}

    /// Nothing is made but the groundwork. Defaults are in it, also where no webhook was.
    ///
    /// @throws Shortfall its version does not exist
    public Draft<S> of(D database) throws Shortfall {
        HasMetadata version = version(database);
        S spec = Judgement.withDefaults(cluster, database, version).getSpec();
        return of(Offshoots.of(database), spec, version);
    }

    Draft<S> of(Offshoots names, S spec, HasMetadata version) {
        Ground ground = engine.groundwork().lay(spec, names);
        Optional<String> secret =
                engine.takesAnybody(spec) ? Optional.empty() : Optional.of(AuthSecrets.name(spec, names));
        return new Draft<>(new Blueprint<>(spec, names, engine.version(version), secret, ground.tls()), ground);
    }

    HasMetadata version(D database) throws Shortfall {
        String name = database.getSpec().version();
        Optional<? extends HasMetadata> found = cluster.get(engine.versions(), name);
        if (found.isEmpty()) {
            throw new Shortfall(
                    "VersionNotFound",
                    HasMetadata.getKind(engine.versions()) + " " + name + " does not exist; kubectl get "
                            + HasMetadata.getPlural(engine.versions()) + " lists those that do");
        }
        return found.get();
    }
}
