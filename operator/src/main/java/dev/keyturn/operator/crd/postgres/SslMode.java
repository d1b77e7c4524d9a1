// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much TLS is asked of connections.
public enum SslMode {
    @JsonProperty("disable")
    DISABLE,
    @JsonProperty("allow")
    ALLOW,
    @JsonProperty("prefer")
    PREFER,
    @JsonProperty("require")
    REQUIRE,
    @JsonProperty("verify-ca")
    VERIFY_CA,
    @JsonProperty("verify-full")
    VERIFY_FULL
}
