// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/// A Redis or Valkey database.
@Group(Groups.DATABASES)
@Version("v1")
@Plural("redises")
@ShortNames("rd")
public final class Redis extends CustomResource<RedisSpec, RedisStatus> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1L;
}
