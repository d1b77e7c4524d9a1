// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// Becomes a StatefulSet of the same name.
@Group(Groups.APPS)
@Version("v1")
@Plural("petsets")
public final class PetSet extends CustomResource<PetSetSpec, PetSetStatus> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
