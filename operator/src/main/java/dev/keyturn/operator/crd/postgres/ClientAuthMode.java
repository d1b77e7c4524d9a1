// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How clients log in.
public enum ClientAuthMode {
    @JsonProperty("md5")
    MD5,
    @JsonProperty("scram")
    SCRAM,
    @JsonProperty("cert")
    CERT
}
