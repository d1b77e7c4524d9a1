// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.database.AuthSecret;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Optional;

/// What follows in the cluster from a pair that is published: where others read since when it is, and in which Secret.
/// Repeatable; nothing is written that is so already.
record Afterwards(Cluster cluster) {
    static final String VALID_UNTIL = "keyturn.dev/previous-valid-until";
    static final String DROP_AFTER = "keyturn.dev/previous-drop-after";

    void settle(CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database) {
        Offshoots names = Offshoots.of(database);
        String name = AuthSecrets.name(database.getSpec(), names);
        Optional<Instant> since =
                cluster.get(Secret.class, names.namespace(), name).flatMap(secret -> SecretData.activeFrom(secret));
        since.ifPresent(instant -> date(database, instant));
        cluster.get(AppBinding.class, names.namespace(), names.name()).ifPresent(binding -> bind(binding, name));
    }

    /// @param until the former password is accepted; empty: it is not any more
    /// @param drop  when the former pair is to leave the Secret
    void gates(
            CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database,
            Optional<Instant> until,
            Optional<Instant> drop) {
        ObjectNode patch = Cluster.patch();
        ObjectNode annotations = patch.withObject("/metadata/annotations");
        until.ifPresent(instant -> annotations.put(VALID_UNTIL, instant.toString()));
        drop.ifPresentOrElse(
                instant -> annotations.put(DROP_AFTER, instant.toString()), () -> annotations.putNull(DROP_AFTER));
        var _ = cluster.merge(database, patch);
    }

    private void date(CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database, Instant since) {
        Optional<AuthSecret> known = database.getSpec().authSecret();
        if (!known.flatMap(AuthSecret::activeFrom).equals(Optional.of(since))) {
            ObjectNode patch = Cluster.patch();
            patch.withObject("/spec/authSecret").put("activeFrom", since.toString());
            cluster.get(
                            database.getClass(),
                            database.getMetadata().getNamespace(),
                            database.getMetadata().getName())
                    .ifPresent(now -> {
                        var _ = cluster.merge(now, patch);
                    });
        }
    }

    private void bind(AppBinding binding, String secret) {
        boolean known = binding.getSpec()
                .secret()
                .flatMap(named -> named.name())
                .filter(secret::equals)
                .isPresent();
        if (!known) {
            ObjectNode patch = Cluster.patch();
            patch.withObject("/spec/secret").put("name", secret);
            var _ = cluster.merge(binding, patch);
        }
    }
}
