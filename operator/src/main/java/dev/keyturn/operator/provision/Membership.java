// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import java.util.Optional;

/// Whether the nodes of a database are together as they should be.
///
/// @param missing what is not yet so, in a sentence; empty if nothing
public record Membership(Optional<String> missing) {
    public static Membership whole() {
        return new Membership(Optional.empty());
    }

    public static Membership missing(String what) {
        return new Membership(Optional.of(what));
    }
}
