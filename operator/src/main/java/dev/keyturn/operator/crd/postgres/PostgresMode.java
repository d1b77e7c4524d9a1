// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the nodes belong together; follows from their number when empty.
public enum PostgresMode {
    @JsonProperty("Standalone")
    STANDALONE,
    @JsonProperty("Cluster")
    CLUSTER,
    @JsonProperty("RemoteReplica")
    REMOTE_REPLICA
}
