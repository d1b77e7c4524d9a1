// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies an import of a folder.
public record ImportId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
