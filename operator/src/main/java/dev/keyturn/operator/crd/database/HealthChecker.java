// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import java.util.Optional;

/// How often and how patiently a database is asked for its health; all numbers are above 0.
public record HealthChecker(
        Optional<Integer> periodSeconds,
        Optional<Integer> timeoutSeconds,
        Optional<Integer> failureThreshold,
        Optional<Boolean> disableWriteCheck) {}
