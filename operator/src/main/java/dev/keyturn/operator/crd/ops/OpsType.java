// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is asked for. The schema of each kind offers those that its engine has.
public enum OpsType {
    @JsonProperty("UpdateVersion")
    UPDATE_VERSION,
    @JsonProperty("HorizontalScaling")
    HORIZONTAL_SCALING,
    @JsonProperty("VerticalScaling")
    VERTICAL_SCALING,
    @JsonProperty("VolumeExpansion")
    VOLUME_EXPANSION,
    @JsonProperty("Restart")
    RESTART,
    @JsonProperty("Reconfigure")
    RECONFIGURE,
    @JsonProperty("ReconfigureTLS")
    RECONFIGURE_TLS,
    @JsonProperty("RotateAuth")
    ROTATE_AUTH,
    @JsonProperty("StorageMigration")
    STORAGE_MIGRATION,
    @JsonProperty("ReplaceSentinel")
    REPLACE_SENTINEL,
    @JsonProperty("Announce")
    ANNOUNCE,
    @JsonProperty("ReconnectStandby")
    RECONNECT_STANDBY,
    @JsonProperty("ForceFailOver")
    FORCE_FAILOVER,
    @JsonProperty("SetRaftKeyPair")
    SET_RAFT_KEY_PAIR
}
