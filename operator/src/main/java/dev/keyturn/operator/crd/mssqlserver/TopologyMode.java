// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the nodes belong together; without a topology there is one.
public enum TopologyMode {
    @JsonProperty("AvailabilityGroup")
    AVAILABILITY_GROUP,
    @JsonProperty("DistributedAG")
    DISTRIBUTED_AG
}
