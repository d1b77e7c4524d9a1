// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is one engine's own about a database: which objects it is made of, and how its processes are asked. Everything
/// but [#members] and [#groundwork] is a pure function.
///
/// @param <S> the spec
/// @param <D> the custom resource
public interface Engine<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    Class<D> resource();

    /// The kind of the version objects, for messages: `RedisVersion`.
    Class<? extends HasMetadata> versions();

    /// A request of this engine, with nothing in it yet.
    CustomResource<OpsRequestSpec, OpsRequestStatus> request();

    /// What a version object says.
    EngineVersion version(HasMetadata versionObject);

    /// Who a generated pair logs in as.
    String user();

    /// Whether nobody else can be named in the auth Secret.
    boolean userIsFixed();

    /// Whether the nodes take everybody without a password.
    boolean takesAnybody(S spec);

    /// Why the Provisioner cannot make this shape yet, with the stage; nothing of it is made then.
    Optional<String> notSupported(S spec);

    /// What the workload rests on besides credentials, for engines that need something.
    default Groundwork<S> groundwork() {
        return Groundwork.none();
    }

    /// Governing service, services, account: what is made before there are credentials, in this order.
    List<HasMetadata> surroundings(Blueprint<S> blueprint);

    /// The user's own settings.
    Configuration custom(S spec);

    /// The files of the config Secret.
    ///
    /// @param custom the user's own files, by name
    Map<String, String> configuration(Blueprint<S> blueprint, Map<String, String> custom);

    /// A Secret beside the config Secret that is filled from one of the user's.
    default Optional<Filled> filled(Blueprint<S> blueprint) {
        return Optional.empty();
    }

    /// A text with places for the values of a Secret.
    ///
    /// @param secret  what is made
    /// @param key     its one key
    /// @param text    `${name}` is replaced by the value of that name
    /// @param source  the user's Secret; empty where there is nothing to replace
    record Filled(String secret, String key, String text, Optional<String> source) {}

    /// What is written into the config Secret once, when it is not there: the start of what rotation keeps there.
    Map<String, String> seeds(Blueprint<S> blueprint, Optional<Pair> published);

    /// The pair that nodes accept, as far as the config Secret tells; asked for only if the Secret of the pair is gone.
    default Optional<Login> remembered(Secret config) {
        return Optional.empty();
    }

    /// Scripts, PetSets with their budgets, and the AppBinding, in this order.
    List<HasMetadata> workload(Blueprint<S> blueprint);

    /// How many pods there are in all.
    int pods(S spec);

    /// The port of the nodes and of the service.
    int port();

    NodeDriver driver();

    /// Brings the nodes together, one step a call, as long as there is one.
    ///
    /// @param nodes everyone that runs now
    Membership members(Blueprint<S> blueprint, Nodes nodes);
}
