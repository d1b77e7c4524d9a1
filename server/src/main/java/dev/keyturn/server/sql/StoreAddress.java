// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import dev.keyturn.core.credential.Password;
import java.nio.file.Path;
import java.util.Optional;

/// Where the store lies.
public sealed interface StoreAddress {
    /// A name for people, in log lines and errors.
    String description();

    /// A SQLite file, used by one process.
    record Embedded(Path file) implements StoreAddress {
        @Override
        public String description() {
            return "the embedded store " + file;
        }
    }

    /// A PostgreSQL database, shared by several nodes. The URL holds no password.
    record Shared(String url, Optional<String> user, Optional<Password> password) implements StoreAddress {
        @Override
        public String description() {
            return "the store " + url;
        }
    }
}
