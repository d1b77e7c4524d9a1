// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What goes when the database is deleted (contract §4.8).
public enum DeletionPolicy {
    @JsonProperty("Halt")
    HALT,
    @JsonProperty("Delete")
    DELETE,
    @JsonProperty("WipeOut")
    WIPE_OUT,
    @JsonProperty("DoNotTerminate")
    DO_NOT_TERMINATE
}
