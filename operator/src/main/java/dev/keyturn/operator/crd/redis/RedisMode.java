// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the nodes belong together.
public enum RedisMode {
    @JsonProperty("Standalone")
    STANDALONE,
    @JsonProperty("Cluster")
    CLUSTER,
    @JsonProperty("Sentinel")
    SENTINEL
}
