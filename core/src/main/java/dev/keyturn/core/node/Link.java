// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

/// Where a process gets its data from.
public enum Link {
    /// It copies from nobody.
    PRIMARY,
    /// It copies from its primary: the connection is up, and the first copy is complete.
    LINKED,
    /// It should copy from a primary, and does not now, or has only begun.
    BROKEN
}
