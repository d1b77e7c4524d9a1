// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// One version that a Postgres can have.
@Group(Groups.CATALOG)
@Version("v1alpha1")
@Plural("postgresversions")
@ShortNames("pgversion")
public final class PostgresVersion extends CustomResource<PostgresVersionSpec, Void> {
    @Serial
    private static final long serialVersionUID = 1L;
}
