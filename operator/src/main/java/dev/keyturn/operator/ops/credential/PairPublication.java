// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.request.Subject;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;

/// Makes a candidate the pair that clients read (contract §8.4): one write that they see, and the former pair beside
/// it.
///
/// @param former the Secret that they read until then, as it was looked at
record PairPublication(Cluster cluster, Subject subject, Secret former) {
    /// Others write to a database, too: its health.
    private static final int TRIES = 4;

    /// Into the same Secret.
    ///
    /// @throws KubernetesClientException 409 if somebody else has written it since it was looked at
    void replace(Intent intent, Instant since) {
        var _ = cluster.merge(former, PairSecret.replacing(intent.candidate(), intent.previous(), since));
    }

    /// Into the database, which names the user's Secret from then on. What nobody reads yet comes first.
    ///
    /// @throws Denied the user's Secret does not hold the candidate any more
    void pointTo(String name, Intent intent, Instant since) {
        Secret supplied = cluster.get(Secret.class, subject.namespace(), name)
                .filter(found -> PairSecret.pair(found)
                        .filter(intent.candidate()::equals)
                        .isPresent())
                .orElseThrow(() -> new Denied(
                        Reason.SOURCE_SECRET_CHANGED,
                        "Secret " + name + " was changed or deleted since the request began; make a new request"));
        if (!Boolean.TRUE.equals(supplied.getImmutable())) {
            var _ = cluster.merge(supplied, PairSecret.remembering(intent.previous(), since));
        }
        for (int tries = 1; !isPointedTo(name, since, tries == TRIES); tries++) {
            // somebody else wrote the database in between, and not what is at stake
        }
    }

    private boolean isPointedTo(String name, Instant since, boolean last) {
        CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database = subject.find(cluster)
                .orElseThrow(() -> new Denied(Reason.DATABASE_DELETED, subject + " was deleted meanwhile"));
        if (!AuthSecrets.name(database.getSpec(), Offshoots.of(database))
                .equals(former.getMetadata().getName())) {
            throw new StoreUnavailable(subject + " names another Secret than a moment ago");
        }
        try {
            var _ = cluster.merge(database, pointer(name, since));
            return true;
        } catch (KubernetesClientException e) {
            if (last || e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return false;
        }
    }

    private static ObjectNode pointer(String name, Instant since) {
        ObjectNode patch = Cluster.patch();
        patch.withObject("/spec/authSecret")
                .put("name", name)
                .put("kind", "Secret")
                .put("apiGroup", "")
                .put("externallyManaged", true)
                .put("activeFrom", since.toString());
        return patch;
    }
}
