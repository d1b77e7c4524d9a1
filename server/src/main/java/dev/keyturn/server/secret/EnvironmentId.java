// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies an environment.
public record EnvironmentId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
