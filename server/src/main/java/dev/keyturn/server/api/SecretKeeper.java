// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import java.util.Optional;

/// Writes secrets of one type, shared or personal, one at a time inside a transaction.
sealed interface SecretKeeper permits SharedSecretKeeper, PersonalSecretKeeper {
    SecretView create(SecretTarget at, String name, SecretFields fields);

    /// The secret as it is then; empty if there is none of that name.
    Optional<SecretView> change(SecretTarget at, String name, SecretFields fields);

    /// The secret as it was; empty if there is none of that name.
    Optional<SecretView> delete(SecretTarget at, String name);
}
