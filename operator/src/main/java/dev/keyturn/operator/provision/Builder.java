// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.Login;
import dev.keyturn.operator.admission.Stages;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.provision.Drafts.Draft;
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
    private final Drafts<S, D> drafts;
    private final ConfigSecrets configSecrets;
    private final Children children;

    Builder(Engine<S, D> engine, Cluster cluster, AuthSecrets authSecrets) {
        this.engine = engine;
        this.cluster = cluster;
        this.authSecrets = authSecrets;
        this.drafts = new Drafts<>(engine, cluster);
        this.configSecrets = new ConfigSecrets(cluster);
        this.children = new Children(cluster);
    }

    /// What would be made. Nothing is, but the groundwork.
    Draft<S> draft(D database) throws Shortfall {
        return drafts.of(database);
    }

    Draft<S> build(D database, Children.Seen seen) throws Shortfall {
        HasMetadata version = drafts.version(database);
        D filled = Judgement.withDefaults(cluster, database, version);
        S spec = filled.getSpec();
        Offshoots names = Offshoots.of(database);
        Optional<String> later = Stages.missing(spec).or(() -> engine.notSupported(spec));
        if (later.isPresent()) {
            throw new Shortfall("NotSupported", later.get());
        }
        Optional<Secret> secret = engine.takesAnybody(spec) ? Optional.empty() : authSecrets.read(spec, names);
        Judgement.judge(filled, version, secret);
        Draft<S> draft = drafts.of(names, spec, version);
        Blueprint<S> blueprint = draft.blueprint();
        children.settle(engine.surroundings(blueprint), seen);
        Optional<Pair> pair = engine.takesAnybody(spec)
                ? Optional.empty()
                : Optional.of(authSecrets.settle(spec, names, engine.user(), secret, () -> remembered(names)));
        pair.ifPresent(published -> authSecrets.publish(database, published));
        if (draft.ground().missing().isPresent()) {
            Ground.Said missing = draft.ground().missing().get();
            throw new Shortfall(missing.reason(), missing.message());
        }
        configure(blueprint, pair);
        children.settle(engine.workload(blueprint), seen);
        return draft;
    }

    private Optional<Login> remembered(Offshoots names) {
        return cluster.get(Secret.class, names.namespace(), names.configSecret())
                .flatMap((Secret config) -> engine.remembered(config));
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
}
