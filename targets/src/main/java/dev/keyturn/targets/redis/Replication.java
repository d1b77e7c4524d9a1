// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.node.Link;

/// Reads the answer of `ROLE`: `master …`, or `slave host port state offset`.
final class Replication {

    private static final int STATE = 3;

    private Replication() {}

    /// A replica is `connected` once it has the first copy as well.
    static Link link(Answer role) {
        if (role.item(0).flatMap(Answer::text).filter("slave"::equals).isEmpty()) {
            return Link.PRIMARY;
        }
        return role.item(STATE)
                        .flatMap(Answer::text)
                        .filter("connected"::equals)
                        .isPresent()
                ? Link.LINKED
                : Link.BROKEN;
    }
}
