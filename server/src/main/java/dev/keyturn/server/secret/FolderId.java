// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies a folder.
public record FolderId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
