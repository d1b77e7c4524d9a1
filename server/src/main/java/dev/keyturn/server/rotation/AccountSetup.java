// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import java.util.Optional;

/// What is done for an account before its first use (API contract §13.2).
///
/// @param createMissing whether one that does not exist is made
/// @param ownerRole     the role that it is granted, and becomes with its login
public record AccountSetup(boolean createMissing, Optional<AccountName> ownerRole) {
    /// Nothing.
    public static final AccountSetup NONE = new AccountSetup(false, Optional.empty());
}
