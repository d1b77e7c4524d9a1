// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.operator.crd.database.AuthSecret;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The Secret with the published pair (contract §4.3). It is read by its name, never from a cache; a
/// managed one is made when it is missing, and ours by labels and owner when it is there.
public final class AuthSecrets {
    private static final String BASIC_AUTH = "kubernetes.io/basic-auth";

    private final Cluster cluster;
    private final PasswordGenerator generator;
    private final PasswordRequirements requirements;
    private final InstantSource clock;

    public AuthSecrets(
            Cluster cluster, PasswordGenerator generator, PasswordRequirements requirements, InstantSource clock) {
        this.cluster = cluster;
        this.generator = generator;
        this.requirements = requirements;
        this.clock = clock;
    }

    /// The name of the Secret, given or not.
    public static String name(DatabaseSpec spec, Offshoots names) {
        return spec.authSecret()
                .flatMap(AuthSecret::name)
                .filter(name -> !name.isEmpty())
                .orElseGet(names::authSecret);
    }

    public static boolean isExternal(DatabaseSpec spec) {
        return spec.authSecret().flatMap(AuthSecret::externallyManaged).orElse(false);
    }

    /// The Secret as it is now.
    public Optional<Secret> read(DatabaseSpec spec, Offshoots names) {
        return named(names, name(spec, names));
    }

    Optional<Secret> named(Offshoots names, String name) {
        return cluster.get(Secret.class, names.namespace(), name);
    }

    /// Makes or adopts the Secret of a database, and returns its pair.
    ///
    /// @param found      the Secret as it was just read
    /// @param user       who a generated pair logs in as
    /// @param remembered the pair that nodes accept whose Secret is gone
    public Pair settle(
            DatabaseSpec spec,
            Offshoots names,
            String user,
            Optional<Secret> found,
            Supplier<Optional<Login>> remembered)
            throws Shortfall {
        String name = name(spec, names);
        if (found.isEmpty() && isExternal(spec)) {
            throw new Shortfall(
                    "SecretNotFound",
                    "Secret " + names.namespace() + "/" + name
                            + " does not exist; it is externally managed, so make it with username and password");
        }
        Secret secret = found.isPresent()
                ? found.get()
                : made(names, name, remembered.get().orElseGet(() -> fresh(user)));
        Secret ours = isExternal(spec) ? secret : adopted(names, secret);
        return SecretData.pair(ours)
                .orElseThrow(() -> new Shortfall(
                        "SecretIncomplete",
                        "Secret " + names.namespace() + "/" + name
                                + " needs the keys username and password, neither empty"));
    }

    /// Says in the database which Secret it is and since when its pair is published, if that is not said.
    ///
    /// @return the database as it then is
    public <D extends CustomResource<? extends DatabaseSpec, ?>> D publish(D database, Pair pair) {
        Optional<AuthSecret> known = database.getSpec().authSecret();
        boolean named = known.flatMap(AuthSecret::name).equals(Optional.of(pair.secret()));
        boolean dated = pair.activeFrom().isEmpty()
                || known.flatMap(AuthSecret::activeFrom).equals(pair.activeFrom());
        if (named && dated) {
            return database;
        }
        ObjectNode patch = Cluster.patch();
        ObjectNode secret = patch.withObject("/spec/authSecret").put("name", pair.secret());
        if (known.flatMap(AuthSecret::kind).isEmpty()) {
            secret.put("kind", "Secret");
        }
        pair.activeFrom().ifPresent(since -> secret.put("activeFrom", since.toString()));
        return cluster.merge(database, patch);
    }

    private Login fresh(String user) {
        return Login.of(new AccountName(user), generator.password(requirements));
    }

    private Secret made(Offshoots names, String name, Login login) throws Shortfall {
        ObjectMeta metadata = new ObjectMetaBuilder(names.metadata(name))
                .withAnnotations(Map.of(SecretData.ACTIVE_FROM, now().toString()))
                .build();
        cluster.create(new SecretBuilder()
                .withMetadata(metadata)
                .withType(BASIC_AUTH)
                .withData(SecretData.of(login))
                .build());
        return cluster.get(Secret.class, names.namespace(), name)
                .orElseThrow(() -> new Shortfall(
                        "SecretNotFound",
                        "Secret " + names.namespace() + "/" + name + " was deleted while it was made"));
    }

    /// With our labels, our ownership and the time, where they are missing.
    private Secret adopted(Offshoots names, Secret secret) {
        ObjectNode patch = Cluster.patch();
        Map<String, String> labels =
                Optional.ofNullable(secret.getMetadata().getLabels()).orElse(Map.of());
        names.labels().forEach((key, value) -> {
            if (!value.equals(labels.get(key))) {
                patch.withObject("/metadata/labels").put(key, value);
            }
        });
        if (SecretData.activeFrom(secret).isEmpty()) {
            patch.withObject("/metadata/annotations").put(SecretData.ACTIVE_FROM, now().toString());
        }
        List<OwnerReference> owners =
                Optional.ofNullable(secret.getMetadata().getOwnerReferences()).orElse(List.of());
        if (owners.stream().noneMatch(owner -> Boolean.TRUE.equals(owner.getController()))) {
            patch.withObject("/metadata")
                    .putArray("ownerReferences")
                    .addAll(owners.stream().map(cluster::tree).toList())
                    .add(cluster.tree(names.owner()));
        }
        return patch.isEmpty() ? secret : cluster.merge(secret, patch);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
