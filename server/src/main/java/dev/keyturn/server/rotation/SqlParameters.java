// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The parameters of the SQL types (API contract §2.8).
///
/// @param username2 the other user of a pair; empty where one user changes in place
public record SqlParameters(
        AccountName username1,
        Optional<AccountName> username2,
        Optional<String> statement,
        Optional<PasswordRequirements> requirements)
        implements RotationParameters {

    @Override
    public List<AccountName> named() {
        return Stream.concat(Stream.of(username1), username2.stream())
                .distinct()
                .toList();
    }
}
