// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import java.nio.charset.StandardCharsets;

/// Where a sealed value lies: table, row and the version of that row. A value opens in its own place only, so that
/// nobody with access to the store can put one row's value, or an older one, into another row.
public record Place(String table, String row, long version) {
    byte[] bytes() {
        return (table + "\0" + row + "\0" + version).getBytes(StandardCharsets.UTF_8);
    }
}
