// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

/// Identifies a connection: a lower-case UUID.
public record ConnectionId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
