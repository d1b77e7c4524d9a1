// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.List;
import java.util.Optional;

/// The parameters of `redis-credentials` (API contract §2.9).
///
/// @param scope what an account may do, parsed by the driver into tokens
public record RedisParameters(List<String> scope, Optional<PasswordRequirements> requirements)
        implements RotationParameters {
    public RedisParameters {
        scope = List.copyOf(scope);
    }

    /// `~* +@all`
    public String permissionScope() {
        return String.join(" ", scope);
    }

    @Override
    public List<AccountName> named() {
        return List.of();
    }

    @Override
    public Optional<String> statement() {
        return Optional.empty();
    }
}
