// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.ops.credential.Method;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Drafts;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.PodState;
import dev.keyturn.operator.provision.Shortfall;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One engine, as the Ops-manager works with it.
///
/// @param parts    what its databases are made of
/// @param requests the kind of its requests
/// @param methods  how a credential is changed there
/// @param ahead    what has to be over before a change begins
/// @param derived  what follows from a published pair on the nodes themselves
record OpsEngine<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>>(
        dev.keyturn.operator.admission.Engine name,
        Engine<S, D> parts,
        Class<? extends CustomResource<OpsRequestSpec, OpsRequestStatus>> requests,
        Methods methods,
        Ahead<D> ahead,
        Derived derived) {

    /// How the credential of one database is changed.
    @FunctionalInterface
    interface Methods {
        Method of(Site site);
    }

    /// Ends what a former change left: there are never three passwords. Repeatable.
    @FunctionalInterface
    interface Ahead<D> {
        /// @return what hinders it, without a secret; empty if nothing is left
        Optional<String> settle(D database);
    }

    /// What nodes do with a password that they say to each other. Repeatable.
    @FunctionalInterface
    interface Derived {
        /// @param published accepted on every node
        void settle(Site site, Login published) throws Refused, Unanswered;
    }

    /// What the database is made of now.
    Blueprint<S> blueprint(Cluster cluster, D database) throws Shortfall {
        return new Drafts<>(parts, cluster).of(database).blueprint();
    }

    /// The nodes of a database, as they run at this moment.
    Site site(Cluster cluster, Blueprint<S> blueprint) {
        Offshoots names = blueprint.names();
        List<Nodes.Node> running = cluster.list(Pod.class, names.namespace(), names.selector()).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> PodState.address(pod).stream()
                        .map(address -> new Nodes.Node(pod.getMetadata().getName(), address)))
                .toList();
        return new Site(names, running, parts.pods(blueprint.spec()), parts.port(), blueprint.tls());
    }

    NodeDriver driver() {
        return parts.driver();
    }
}
