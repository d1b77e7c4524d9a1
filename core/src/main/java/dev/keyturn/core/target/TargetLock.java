// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// The lock at the target, held until it is closed.
public interface TargetLock extends AutoCloseable {
    /// Whether it is certain that no earlier statement can still land. Where it is not (no right to end our earlier
    /// connections), an abandoned candidate is removed again in the rounds that follow.
    boolean isProven();

    /// Never throws.
    @Override
    void close();
}
