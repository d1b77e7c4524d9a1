// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Lease as the election reads and writes it.
///
/// The client's own lock merges what it writes into what is there, so it cannot take a holder away: after an orderly
/// end the next process would wait until the Lease is over. This one replaces the Lease, which is nobody else's.
final class LeaseLock implements Lock {
    private static final String NOBODY = "";

    private final String namespace;
    private final String name;
    private final String identity;

    /// What was read last; the next write is refused if somebody wrote since.
    private Optional<Lease> read = Optional.empty();

    LeaseLock(String namespace, String name, String identity) {
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
    }

    @Override
    public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
        read = Optional.ofNullable(client.resources(Lease.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
        return read.map(Lease::getSpec).map(LeaseLock::election).orElse(null);
    }

    @Override
    public synchronized void create(KubernetesClient client, LeaderElectionRecord election) {
        read = Optional.of(client.resource(lease(election, Optional.empty())).create());
    }

    @Override
    public synchronized void update(KubernetesClient client, LeaderElectionRecord election) {
        var version = read.map(lease -> lease.getMetadata().getResourceVersion());
        read = Optional.of(client.resource(lease(election, version)).update());
    }

    private Lease lease(LeaderElectionRecord election, Optional<String> version) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withResourceVersion(version.orElse(null))
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(
                        Optional.ofNullable(election.getHolderIdentity()).orElse(NOBODY))
                .withLeaseDurationSeconds((int) election.getLeaseDuration().toSeconds())
                .withAcquireTime(election.getAcquireTime())
                .withRenewTime(election.getRenewTime())
                .withLeaseTransitions(election.getLeaderTransitions())
                .endSpec()
                .build();
    }

    private static LeaderElectionRecord election(LeaseSpec spec) {
        return new LeaderElectionRecord(
                spec.getHolderIdentity(),
                Duration.ofSeconds(spec.getLeaseDurationSeconds()),
                spec.getAcquireTime(),
                spec.getRenewTime(),
                Optional.ofNullable(spec.getLeaseTransitions()).orElse(0));
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public String describe() {
        return "Lease %s/%s (%s)".formatted(namespace, name, identity);
    }
}
