// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a standby answers queries.
public enum StandbyMode {
    @JsonProperty("Hot")
    HOT,
    @JsonProperty("Warm")
    WARM
}
