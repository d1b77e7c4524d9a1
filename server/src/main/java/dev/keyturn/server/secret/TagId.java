// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies a tag of a project.
public record TagId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
