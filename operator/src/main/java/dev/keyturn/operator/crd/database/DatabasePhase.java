// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the database is, in a word: derived from its conditions (contract §4.4).
public enum DatabasePhase {
    @JsonProperty("Provisioning")
    PROVISIONING,
    @JsonProperty("DataRestoring")
    DATA_RESTORING,
    @JsonProperty("Ready")
    READY,
    @JsonProperty("Critical")
    CRITICAL,
    @JsonProperty("NotReady")
    NOT_READY,
    @JsonProperty("Halted")
    HALTED,
    @JsonProperty("Unknown")
    UNKNOWN
}
