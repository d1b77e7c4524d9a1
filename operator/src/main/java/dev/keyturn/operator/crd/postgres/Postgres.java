// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// A PostgreSQL database.
@Group(Groups.DATABASES)
@Version("v1")
@Plural("postgreses")
@ShortNames("pg")
public final class Postgres extends CustomResource<PostgresSpec, PostgresStatus> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
