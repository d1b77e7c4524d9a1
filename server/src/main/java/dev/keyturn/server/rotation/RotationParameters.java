// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.List;
import java.util.Optional;

/// What a type asks of its owner, and may change with every PATCH (API contract §2.8, §2.9). Holds no secret.
public sealed interface RotationParameters permits RedisParameters, SqlParameters {
    /// What the owner asks of passwords; empty: [PasswordRequirements#standard()].
    Optional<PasswordRequirements> requirements();

    /// The accounts that it names, each once, in the order of their slots.
    List<AccountName> named();

    /// The statement template that an owner brings.
    Optional<String> statement();
}
