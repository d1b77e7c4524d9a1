// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A target where what an account creates belongs to that account alone, which breaks a pair of users.
public interface ReportsOwned {
    /// Says what belongs to one of `accounts` itself, in the connection's database: a sentence each, that ends with the
    /// statement that mends it.
    ///
    /// @param owner the role that should own it instead
    List<String> owned(Set<AccountName> accounts, Optional<AccountName> owner) throws Refused, Unanswered;
}
