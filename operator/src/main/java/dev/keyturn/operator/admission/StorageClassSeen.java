// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

/// Whether the StorageClass of a claim exists: the one that it names, or a default one.
public enum StorageClassSeen {
    FOUND,
    MISSING,
    /// Nobody looked, or was not allowed to: nothing is refused for it.
    UNKNOWN
}
