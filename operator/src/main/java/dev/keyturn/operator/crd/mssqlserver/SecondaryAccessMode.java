// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who may read from a secondary.
public enum SecondaryAccessMode {
    @JsonProperty("Passive")
    PASSIVE,
    @JsonProperty("ReadOnly")
    READ_ONLY,
    @JsonProperty("All")
    ALL
}
