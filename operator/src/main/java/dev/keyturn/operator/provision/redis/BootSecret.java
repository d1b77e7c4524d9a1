// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The boot state of one Redis, where its nodes read it: one look at the config Secret, by name and uncached, and what
/// is written after it.
///
/// Each write rests on that look, and on what was written since through this object: if somebody else has changed the
/// Secret meanwhile, nothing is written. So make one for each visit, after it is certain that the visit is ours. Each
/// write may be repeated, and writes nothing if it is so already. For one thread.
public final class BootSecret {
    /// Where the Secret is.
    interface Place {
        Optional<Secret> read();

        /// @throws KubernetesClientException 409 if it is not the newest any more
        Secret merge(Secret read, ObjectNode patch);
    }

    private final Place place;
    private final String name;
    private Secret seen;
    private BootState state;

    private BootSecret(Place place, String name, Secret seen) {
        this.place = place;
        this.name = name;
        this.seen = seen;
        this.state = stateIn(seen, name);
    }

    /// @throws StoreUnavailable it cannot be read, or does not hold what each Redis with a password has; nothing
    ///                          may be changed then
    public static BootSecret look(Cluster cluster, Offshoots names) {
        var place = new Place() {
            @Override
            public Optional<Secret> read() {
                return cluster.get(Secret.class, names.namespace(), names.configSecret());
            }

            @Override
            public Secret merge(Secret read, ObjectNode patch) {
                return cluster.merge(read, patch);
            }
        };
        return look(place, names.namespace() + "/" + names.configSecret());
    }

    static BootSecret look(Place place, String name) {
        return new BootSecret(place, name, read(place, name));
    }

    public BootState state() {
        return state;
    }

    /// What nodes accept that start from now on: these logins, and no others.
    ///
    /// @throws Unanswered it may or may not have been written, or somebody else has written it meanwhile
    public void accept(Collection<Login> logins) throws Unanswered {
        write(state.accepting(logins));
    }

    /// What replicas that start from now on say to their primary. One of the accepted passwords.
    ///
    /// @throws Unanswered it may or may not have been written, or somebody else has written it meanwhile
    public void replicateWith(Password password) throws Unanswered {
        write(state.replicatingWith(password));
    }

    /// For a rotation, which knows the one account `default` only.
    ///
    /// @param names under which name each of its credentials is said; `default` for no other one
    public dev.keyturn.core.rotation.BootState during(Function<Credential, AccountName> names) {
        return all -> {
            List<Login> logins = all.stream()
                    .map(credential -> Login.of(names.apply(credential), credential.password()))
                    .toList();
            accept(logins);
        };
    }

    private void write(BootState next) throws Unanswered {
        if (next.equals(state)) {
            return;
        }
        try {
            seen = place.merge(seen, patch(next));
            state = next;
        } catch (KubernetesClientException e) {
            settle(next, e.getCode());
        }
    }

    /// A write whose answer was lost is sent again, and then finds itself in the way.
    private void settle(BootState next, int code) throws Unanswered {
        if (code != HttpURLConnection.HTTP_CONFLICT) {
            throw new Unanswered(
                    Integer.toString(code), "what a node accepts when it starts may not be written: Secret " + name);
        }
        Secret newest = read(place, name);
        if (!BootState.read(newest).equals(Optional.of(next))) {
            throw new Unanswered(
                    Integer.toString(code),
                    "somebody else has changed what a node accepts when it starts: Secret " + name);
        }
        seen = newest;
        state = next;
    }

    /// The keys that change.
    private ObjectNode patch(BootState next) {
        Map<String, String> now = Optional.ofNullable(seen.getData()).orElse(Map.of());
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        SecretData.encoded(next.data()).forEach((key, value) -> {
            if (!value.equals(now.get(key))) {
                patch.withObject("/data").put(key, value);
            }
        });
        return patch;
    }

    private static Secret read(Place place, String name) {
        try {
            return place.read()
                    .orElseThrow(() -> new StoreUnavailable(
                            "the Secret " + name + " does not exist, which holds what a node accepts when it starts"));
        } catch (KubernetesClientException e) {
            throw new StoreUnavailable("the Secret " + name + " cannot be read (" + e.getCode() + ")");
        }
    }

    private static BootState stateIn(Secret secret, String name) {
        return BootState.read(secret)
                .orElseThrow(() -> new StoreUnavailable("the Secret " + name + " lacks " + BootState.ACCEPT + " or "
                        + BootState.MASTERAUTH + ": the database has no password, or its Secret was changed by hand"));
    }
}
