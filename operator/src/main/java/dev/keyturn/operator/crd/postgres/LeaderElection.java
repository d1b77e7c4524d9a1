// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import dev.keyturn.operator.crd.GoDuration;
import java.util.Optional;

/// When another node becomes the primary.
///
/// @param maximumLagBeforeFailover in bytes
public record LeaderElection(
        Optional<Long> maximumLagBeforeFailover,
        Optional<GoDuration> period,
        Optional<Integer> electionTick,
        Optional<Integer> heartbeatTick,
        Optional<GoDuration> transferLeadershipInterval,
        Optional<GoDuration> transferLeadershipTimeout) {}
