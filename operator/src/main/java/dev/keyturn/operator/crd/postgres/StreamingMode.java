// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a commit waits for standbys.
public enum StreamingMode {
    @JsonProperty("Synchronous")
    SYNCHRONOUS,
    @JsonProperty("Asynchronous")
    ASYNCHRONOUS
}
