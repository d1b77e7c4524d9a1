// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.PostgresSecurityContext;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.RedisDistribution;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.catalog.SecurityContext;
import java.util.Optional;

/// What the rules want to know of a version object.
///
/// @param number    `8.2.2`; a part that is missing counts as 0
/// @param official  whether it is the engine's own distribution
/// @param runAsUser the user of the image
/// @param anyUser   whether the image runs as any other user too
public record CatalogVersion(
        String name, String number, boolean deprecated, boolean official, Optional<Long> runAsUser, boolean anyUser) {

    public static CatalogVersion of(RedisVersion version) {
        var spec = version.getSpec();
        return new CatalogVersion(
                version.getMetadata().getName(),
                spec.version(),
                spec.deprecated().orElse(false),
                spec.distribution().orElse(RedisDistribution.OFFICIAL) == RedisDistribution.OFFICIAL,
                spec.securityContext().flatMap(SecurityContext::runAsUser),
                false);
    }

    public static CatalogVersion of(PostgresVersion version) {
        var spec = version.getSpec();
        return new CatalogVersion(
                version.getMetadata().getName(),
                spec.version(),
                spec.deprecated().orElse(false),
                spec.distribution().orElse("Official").equals("Official"),
                spec.securityContext().flatMap(PostgresSecurityContext::runAsUser),
                spec.securityContext()
                        .flatMap(PostgresSecurityContext::runAsAnyNonRoot)
                        .orElse(false));
    }

    public static CatalogVersion of(MSSQLServerVersion version) {
        var spec = version.getSpec();
        return new CatalogVersion(
                version.getMetadata().getName(),
                spec.version(),
                spec.deprecated().orElse(false),
                true,
                spec.securityContext().flatMap(SecurityContext::runAsUser),
                false);
    }

    /// The first of the numbers: 8 of `8.2.2`; 0 if there is none.
    public int major() {
        int end = 0;
        while (end < number.length() && end < 9 && Character.isDigit(number.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(number.substring(0, end));
    }
}
