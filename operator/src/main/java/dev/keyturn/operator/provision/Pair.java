// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import java.time.Instant;
import java.util.Optional;

/// The published pair, as it was read.
///
/// @param secret          the Secret that it is in
/// @param resourceVersion of that Secret when it was read
/// @param activeFrom      since when it is published, where the Secret says so
public record Pair(
        String secret, String resourceVersion, AccountName user, Password password, Optional<Instant> activeFrom) {
    public Login login() {
        return Login.of(user, password);
    }
}
