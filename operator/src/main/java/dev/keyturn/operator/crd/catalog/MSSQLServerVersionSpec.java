// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// One version of SQL Server. Coordinator, exporter and init container are not used.
public record MSSQLServerVersionSpec(
        String version,
        DatabaseImage db,
        Optional<Boolean> deprecated,
        Optional<Boolean> endOfLife,
        Optional<String> distribution,
        Optional<Image> coordinator,
        Optional<Image> exporter,
        Optional<Image> initContainer,
        Optional<PodSecurityPolicies> podSecurityPolicies,
        Optional<SecurityContext> securityContext,
        Optional<UpdateConstraints> updateConstraints) {}
