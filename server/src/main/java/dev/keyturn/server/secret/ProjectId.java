// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies a project.
public record ProjectId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
