// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.Optional;

/// One of the two places of a [CredentialSet].
public sealed interface Slot {
    /// Nobody yet; the candidate brings the account.
    record Vacant() implements Slot {}

    /// A credential that the target accepts.
    record Live(Credential credential) implements Slot {}

    /// The account exists and its password is not ours.
    ///
    /// @param found its verifier, if the catalogue could be read before the intent was saved
    record Unknown(AccountName account, Optional<Verifier> found) implements Slot {}

    /// Nobody logs in with this account.
    record Spent(AccountName account) implements Slot {}

    /// The account that stands here, if one does.
    default Optional<AccountName> occupant() {
        return switch (this) {
            case Vacant _ -> Optional.empty();
            case Live(Credential credential) -> Optional.of(credential.account());
            case Unknown(AccountName account, var _) -> Optional.of(account);
            case Spent(AccountName account) -> Optional.of(account);
        };
    }

    /// The credential that stands here, if it is known and accepted.
    default Optional<Credential> live() {
        return this instanceof Live(Credential credential) ? Optional.of(credential) : Optional.empty();
    }
}
