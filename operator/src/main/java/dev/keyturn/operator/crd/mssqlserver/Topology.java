// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import java.util.Optional;

/// More than one node.
public record Topology(TopologyMode mode, Optional<AvailabilityGroup> availabilityGroup) {}
