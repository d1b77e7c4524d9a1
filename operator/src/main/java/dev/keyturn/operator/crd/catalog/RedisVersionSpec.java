// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// One version of Redis or Valkey. Coordinator, exporter and init container are not used.
public record RedisVersionSpec(
        String version,
        DatabaseImage db,
        Optional<Boolean> deprecated,
        Optional<Boolean> endOfLife,
        Optional<RedisDistribution> distribution,
        Optional<Image> coordinator,
        Optional<Image> exporter,
        Optional<Image> initContainer,
        Optional<PodSecurityPolicies> podSecurityPolicies,
        Optional<SecurityContext> securityContext,
        Optional<UpdateConstraints> updateConstraints) {}
