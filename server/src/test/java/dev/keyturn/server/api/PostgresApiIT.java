// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.PostgresStore;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@Tag("thorough")
@TestInstance(Lifecycle.PER_CLASS)
class PostgresApiIT {
    private final PostgresStore postgres = new PostgresStore();

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Nested
    class Secrets extends SecretApiCases {
        @Override
        Map<String, String> store() {
            return postgres.environment();
        }
    }

    @Nested
    class SecretsTogether extends SharedContentCases {
        @Override
        Map<String, String> store() {
            return postgres.environment();
        }
    }

    @Nested
    class Accounts extends AccountApiCases {
        @Override
        Map<String, String> store() {
            return postgres.environment();
        }
    }

    @Nested
    class Places extends PlaceApiCases {
        @Override
        Map<String, String> store() {
            return postgres.environment();
        }
    }

    @Nested
    class ManySecrets extends ManySecretsCases {
        @Override
        Map<String, String> store() {
            return postgres.environment();
        }
    }

    @Nested
    class Folders extends FolderApiCases {
        @Override
        Map<String, String> store() {
            return postgres.environment();
        }
    }
}
