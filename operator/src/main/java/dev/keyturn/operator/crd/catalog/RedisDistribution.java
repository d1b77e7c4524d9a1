// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whose Redis it is.
public enum RedisDistribution {
    @JsonProperty("Official")
    OFFICIAL,
    @JsonProperty("Valkey")
    VALKEY
}
