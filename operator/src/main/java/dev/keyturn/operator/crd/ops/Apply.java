// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a request waits until its database is ready.
public enum Apply {
    @JsonProperty("IfReady")
    IF_READY,
    @JsonProperty("Always")
    ALWAYS
}
