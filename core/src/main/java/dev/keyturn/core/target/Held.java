// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// A prepared swap. Closed without [#commit()] it is as if nothing had been prepared.
public interface Held extends AutoCloseable {
    /// Makes every node accept the prepared credential and no other.
    ///
    /// @throws Refused    some node did not change
    /// @throws Unanswered some node may or may not have changed
    void commit() throws Refused, Unanswered;

    /// Never throws.
    @Override
    void close();
}
