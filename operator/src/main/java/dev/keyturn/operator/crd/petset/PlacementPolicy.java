// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// How the pods of a PetSet are spread.
@Group(Groups.APPS)
@Version("v1")
@Plural("placementpolicies")
public final class PlacementPolicy extends CustomResource<PlacementPolicySpec, Void> {
    @Serial
    private static final long serialVersionUID = 1L;
}
