// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether pods are made one after the other.
public enum PodManagement {
    @JsonProperty("OrderedReady")
    ORDERED_READY,
    @JsonProperty("Parallel")
    PARALLEL
}
