// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// Work on a Postgres that is asked for once.
@Group(Groups.REQUESTS)
@Version("v1alpha1")
@Plural("postgresopsrequests")
@ShortNames("pgops")
public final class PostgresOpsRequest extends CustomResource<OpsRequestSpec, OpsRequestStatus> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
