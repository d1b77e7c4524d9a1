// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What happens to a pod that cannot be spread as wanted.
public enum WhenUnsatisfiable {
    @JsonProperty("DoNotSchedule")
    DO_NOT_SCHEDULE,
    @JsonProperty("ScheduleAnyway")
    SCHEDULE_ANYWAY
}
