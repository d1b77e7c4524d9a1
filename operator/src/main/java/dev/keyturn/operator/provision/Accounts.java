// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;

/// The account that the pods run under. They talk to no API, so its role has no rules and no token is mounted.
public final class Accounts {

    private Accounts() {}

    /// @param account the name that the pods use; the user may have named another one
    public static List<HasMetadata> of(Offshoots names, String account) {
        return List.of(
                new ServiceAccountBuilder()
                        .withMetadata(names.metadata(names.name()))
                        .withAutomountServiceAccountToken(false)
                        .build(),
                new RoleBuilder().withMetadata(names.metadata(names.name())).build(),
                new RoleBindingBuilder()
                        .withMetadata(names.metadata(names.name()))
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", names.name())
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(account)
                        .withNamespace(names.namespace())
                        .endSubject()
                        .build());
    }
}
