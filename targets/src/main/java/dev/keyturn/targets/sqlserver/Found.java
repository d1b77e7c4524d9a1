// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Verifier;
import java.util.Optional;

/// What a catalogue says about an account.
sealed interface Found {
    /// When its password was last set, as the server writes that; empty if it does not tell us.
    Optional<String> passwordSet();

    /// A login of the instance.
    ///
    /// @param sid           what ties it to its users in databases
    /// @param policyChecked whether the policy of the operating system holds for it, lock-out included
    /// @param locked        whether it is locked out now
    /// @param badPasswords  wrong ones in a row
    /// @param mayConnect    whether nobody denied it `CONNECT SQL`
    /// @param isPowerful    whether it is a `sysadmin`
    /// @param hash          what is stored of the password; empty if that is not ours to see
    record ALogin(
            String sid,
            boolean disabled,
            boolean policyChecked,
            boolean locked,
            int badPasswords,
            boolean mayConnect,
            boolean isPowerful,
            Optional<String> passwordSet,
            Optional<Verifier> hash)
            implements Found {}

    /// A user of a contained database, with a password of its own. It has no lock-out and no readable hash.
    record AUser(Optional<String> passwordSet) implements Found {}

    /// None, or none that our login may see.
    ///
    /// @param contained whether it would be made as a user of the database
    record Nobody(boolean contained) implements Found {
        @Override
        public Optional<String> passwordSet() {
            return Optional.empty();
        }
    }
}
