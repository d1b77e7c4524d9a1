// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// What the lock of a fake engine does with statements that were sent earlier and not answered.
public enum Locking {
    /// It is granted once they have landed (SQL engines).
    WAITS,
    /// It ends the connections they travel on: they never land (Redis, with the right to).
    KILLS,
    /// Nothing; they may land later (Redis, without the right to).
    UNPROVEN
}
