// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import java.util.Set;

/// Who gets in under one name: nobody, if it lets no password in.
///
/// @param anyPassword whether everybody gets in, whatever they send
/// @param hashes      SHA-256 of each password that is accepted, in lower-case hexadecimal digits: as secret as the
///                    password itself
public record Accepted(boolean anyPassword, Set<String> hashes) {
    public Accepted {
        hashes = Set.copyOf(hashes);
    }

    /// A name that does not exist, or is switched off.
    public static Accepted nothing() {
        return new Accepted(false, Set.of());
    }

    /// Says how many, not which.
    @Override
    public String toString() {
        return "Accepted[" + (anyPassword ? "any" : hashes.size()) + "]";
    }
}
