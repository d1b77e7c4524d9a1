// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.audit.Verification;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.data.StartRefused;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Files;
import java.security.SecureRandom;

/// Checks the audit log of a store from outside, beside servers that use it. Makes and changes nothing, and takes no
/// lock.
public final class AuditCheck {
    private AuditCheck() {}

    /// @throws StartRefused if there is no such store, or the root key is missing or another
    /// @throws StoreUnavailable if the store cannot be read
    public static Verification.Result run(ServerConfig config) {
        if (config.store() instanceof StoreAddress.Embedded(var file) && !Files.exists(file)) {
            throw new StartRefused(
                    "There is no store in %s. Name its data folder with --data, or its address with --store."
                            .formatted(config.data()));
        }
        try (var database = Database.open(config.store())) {
            if (!database.hasTable("audit_head")) {
                throw new StartRefused("%s holds no audit log. Was a server of this version ever started on it?"
                        .formatted(database.description()));
            }
            var random = new SecureRandom();
            return new Verification(new Keyring(config.rootKey().find(database, random), random)).check(database);
        }
    }
}
