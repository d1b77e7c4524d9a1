// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import java.util.Map;

class SqliteAccountApiTest extends AccountApiCases {
    @Override
    Map<String, String> store() {
        return Map.of();
    }
}
