// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import com.fasterxml.jackson.annotation.JsonProperty;

/// By what clients are told to reach a node.
public enum EndpointType {
    @JsonProperty("ip")
    IP,
    @JsonProperty("hostname")
    HOSTNAME
}
