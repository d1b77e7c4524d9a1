// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// Kept for the API; without effect.
public record PodSecurityPolicies(Optional<String> databasePolicyName) {}
