// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import java.util.Map;

class SqliteFolderApiTest extends FolderApiCases {
    @Override
    Map<String, String> store() {
        return Map.of();
    }
}
