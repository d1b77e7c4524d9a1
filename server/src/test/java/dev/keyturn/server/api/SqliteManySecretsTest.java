// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import java.util.Map;

class SqliteManySecretsTest extends ManySecretsCases {
    @Override
    Map<String, String> store() {
        return Map.of();
    }
}
