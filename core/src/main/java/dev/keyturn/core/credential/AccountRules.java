// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.List;
import java.util.Optional;

/// The rules under which a credential was issued. They are frozen with its intent: what a later change of the settings
/// says holds from the next `stage`, never for a credential that exists.
///
/// @param scope         what the account may do, one token each, in the engine's words (Redis); empty where accounts
///                      bring their own rights
/// @param statement     a statement template of the owner's, instead of the driver's own
/// @param hosts         the hosts at which the account exists (MySQL, MariaDB); empty elsewhere
/// @param ownerRole     the role that owns what the account creates
/// @param createMissing whether a missing account is made
public record AccountRules(
        List<String> scope,
        Optional<String> statement,
        List<String> hosts,
        Optional<AccountName> ownerRole,
        boolean createMissing) {
    public AccountRules {
        scope = List.copyOf(scope);
        hosts = List.copyOf(hosts);
    }

    /// Rules that say nothing: the account keeps the rights it has.
    public static AccountRules none() {
        return new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), false);
    }

    /// Rules of an account whose rights are given with each change.
    public static AccountRules scoped(List<String> scope) {
        return new AccountRules(scope, Optional.empty(), List.of(), Optional.empty(), false);
    }
}
