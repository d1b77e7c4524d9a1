// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.NamedObject;
import java.util.Optional;

/// A setting that has an old and a new place in the spec.
final class Places {

    static final String TWICE =
            "it is also in configuration.secretName, and differs; keep configuration.secretName only";

    private Places() {}

    static boolean differ(Optional<NamedObject> old, Optional<String> now) {
        return old.flatMap(NamedObject::name)
                .filter(name -> now.isPresent() && !now.get().equals(name))
                .isPresent();
    }
}
