// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a request is. The last three exist in the API and are never set.
public enum OpsPhase {
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Progressing")
    PROGRESSING,
    @JsonProperty("Successful")
    SUCCESSFUL,
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Skipped")
    SKIPPED,
    @JsonProperty("WaitingForApproval")
    WAITING_FOR_APPROVAL,
    @JsonProperty("Approved")
    APPROVED,
    @JsonProperty("Denied")
    DENIED
}
