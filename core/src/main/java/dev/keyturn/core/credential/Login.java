// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.Optional;

/// What is said at a target's door.
///
/// @param password empty for an account that the target lets in without one
public record Login(AccountName account, Optional<Password> password) {
    public static Login of(AccountName account, Password password) {
        return new Login(account, Optional.of(password));
    }
}
