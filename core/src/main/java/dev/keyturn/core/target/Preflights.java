// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import java.util.Optional;

/// A target that can say beforehand what is missing.
public interface Preflights {
    /// Checks that accounts can be changed on `node` under `rules`. Changes nothing.
    ///
    /// @param account the account to change; empty where a fresh one will be made
    /// @throws Refused    what is missing, in words that a person can paste
    /// @throws Unanswered the node did not answer
    void preflight(Node node, Optional<AccountName> account, AccountRules rules) throws Refused, Unanswered;
}
