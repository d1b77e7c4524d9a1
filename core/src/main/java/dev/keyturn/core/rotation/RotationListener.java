// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// Told what happens, for history and people. Never part of the outcome: it must not throw, and is not durable with it.
@FunctionalInterface
public interface RotationListener {
    void on(RotationId id, RotationEvent event);

    static RotationListener silent() {
        return (_, _) -> {};
    }
}
