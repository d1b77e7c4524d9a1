// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.admission.Stages;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/// Makes and mends all that a database consists of, in the order of contract §4.6. What is as it should be is not
/// touched, so that it may be called at any time, after a crash at any point.
final class Builder<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {

    private final Engine<S, D> engine;
    private final Cluster cluster;
    private final AuthSecrets authSecrets;
    private final ConfigSecrets configSecrets;
    private final Children children;

    Builder(Engine<S, D> engine, Cluster cluster, AuthSecrets authSecrets) {
        this.engine = engine;
        this.cluster = cluster;
        this.authSecrets = authSecrets;
        this.configSecrets = new ConfigSecrets(cluster);
        this.children = new Children(cluster);
    }

    /// @param ground what the workload rests on
    record Draft<S extends DatabaseSpec>(Blueprint<S> blueprint, Ground ground) {}

    /// What would be made. Nothing is, but the groundwork.
    Draft<S> draft(D database) throws Shortfall {
        HasMetadata version = version(database);
        S spec = Judgement.withDefaults(cluster, database, version).getSpec();
        return draft(Offshoots.of(database), spec, version);
    }

    Draft<S> build(D database, Children.Seen seen) throws Shortfall {
        HasMetadata version = version(database);
        D filled = Judgement.withDefaults(cluster, database, version);
        S spec = filled.getSpec();
        Offshoots names = Offshoots.of(database);
        Optional<String> later = Stages.missing(spec).or(() -> engine.notSupported(spec));
        if (later.isPresent()) {
            throw new Shortfall("NotSupported", later.get());
        }
        Optional<Secret> secret = engine.takesAnybody(spec) ? Optional.empty() : authSecrets.read(spec, names);
        Judgement.judge(filled, version, secret);
        Draft<S> draft = draft(names, spec, version);
        Blueprint<S> blueprint = draft.blueprint();
        children.settle(engine.surroundings(blueprint), seen);
        Optional<Pair> pair = engine.takesAnybody(spec)
                ? Optional.empty()
                : Optional.of(authSecrets.settle(spec, names, engine.user(), secret));
        pair.ifPresent(published -> authSecrets.publish(database, published));
        if (draft.ground().missing().isPresent()) {
            Ground.Said missing = draft.ground().missing().get();
            throw new Shortfall(missing.reason(), missing.message());
        }
        configure(blueprint, pair);
        children.settle(engine.workload(blueprint), seen);
        return draft;
    }

    private void configure(Blueprint<S> blueprint, Optional<Pair> pair) throws Shortfall {
        Offshoots names = blueprint.names();
        var custom = configSecrets.custom(names, engine.custom(blueprint.spec()));
        configSecrets.settle(
                names, names.configSecret(), engine.configuration(blueprint, custom), engine.seeds(blueprint, pair));
        Optional<Engine.Filled> filled = engine.filled(blueprint);
        if (filled.isPresent()) {
            configSecrets.fill(names, filled.get());
        }
    }

    private Draft<S> draft(Offshoots names, S spec, HasMetadata version) {
        Ground ground = engine.groundwork().lay(spec, names);
        Optional<String> secret =
                engine.takesAnybody(spec) ? Optional.empty() : Optional.of(AuthSecrets.name(spec, names));
        return new Draft<>(new Blueprint<>(spec, names, engine.version(version), secret, ground.tls()), ground);
    }

    private HasMetadata version(D database) throws Shortfall {
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
