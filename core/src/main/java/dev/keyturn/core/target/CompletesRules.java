// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;

/// A target where an account has to be looked at before its rules can be frozen: what is found then is part of the
/// intent, so that a repeated call sends the same after a crash (MySQL: the hosts at which a user exists).
public interface CompletesRules {
    /// The rules with what the catalogue says about `account`. Changes nothing.
    ///
    /// @throws Refused    what is missing, in words that a person can paste
    /// @throws Unanswered the target did not answer
    AccountRules complete(AccountName account, AccountRules rules) throws Refused, Unanswered;
}
