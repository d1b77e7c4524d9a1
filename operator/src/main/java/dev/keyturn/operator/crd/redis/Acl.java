// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import dev.keyturn.operator.crd.NamedObject;
import java.util.List;
import java.util.Optional;

/// Users that rotation never touches: one line a user, `${key}` is replaced from the Secret.
public record Acl(Optional<NamedObject> secretRef, List<String> rules) {}
