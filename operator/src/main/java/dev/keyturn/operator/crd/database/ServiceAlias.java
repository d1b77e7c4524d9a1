// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which service of a database is meant.
public enum ServiceAlias {
    @JsonProperty("primary")
    PRIMARY,
    @JsonProperty("secondary")
    SECONDARY,
    @JsonProperty("standby")
    STANDBY,
    @JsonProperty("stats")
    STATS
}
