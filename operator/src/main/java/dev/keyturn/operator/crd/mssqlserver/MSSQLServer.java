// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// A SQL Server database.
@Group(Groups.DATABASES)
@Version("v1alpha2")
@Plural("mssqlservers")
@ShortNames("ms")
public final class MSSQLServer extends CustomResource<MSSQLServerSpec, MSSQLServerStatus> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
