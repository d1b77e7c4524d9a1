// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

/// Neighbouring slots of a cluster, both ends included.
public record SlotRange(int first, int last) {
    /// How many slots a cluster has.
    public static final int ALL = 16_384;

    public SlotRange {
        if (first < 0 || last < first || last >= ALL) {
            throw new IllegalArgumentException("slots " + first + " to " + last + " are no range");
        }
    }

    public boolean contains(int slot) {
        return first <= slot && slot <= last;
    }
}
