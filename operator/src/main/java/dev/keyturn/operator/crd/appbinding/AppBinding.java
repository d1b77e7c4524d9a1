// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.appbinding;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// Where a database is, and which Secret has its published pair.
@Group(Groups.APP_CATALOG)
@Version("v1alpha1")
@Plural("appbindings")
public final class AppBinding extends CustomResource<AppBindingSpec, Void> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
