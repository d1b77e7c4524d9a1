// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// One version of PostgreSQL. Coordinator, exporter and init container are not used.
public record PostgresVersionSpec(
        String version,
        PostgresImage db,
        Optional<Boolean> deprecated,
        Optional<Boolean> endOfLife,
        Optional<String> distribution,
        Optional<Image> coordinator,
        Optional<Image> exporter,
        Optional<Image> initContainer,
        Optional<PodSecurityPolicies> podSecurityPolicies,
        Optional<PostgresSecurityContext> securityContext,
        Optional<UpdateConstraints> updateConstraints) {}
