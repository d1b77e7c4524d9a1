// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether the data outlives the pods.
public enum StorageType {
    @JsonProperty("Durable")
    DURABLE,
    @JsonProperty("Ephemeral")
    EPHEMERAL
}
