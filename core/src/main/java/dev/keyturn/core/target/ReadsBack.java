// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Verifier;
import java.util.Optional;

/// A target whose catalogue can be read, so that a credential is checked without a login.
public interface ReadsBack {
    /// What the catalogue says of a credential.
    enum Answer {
        MATCHES,
        DIFFERS,
        /// It is not ours to read, or in a form that we cannot compare.
        CANNOT_TELL
    }

    /// Compares what the catalogue holds for the account with `credential`, in this process.
    ///
    /// It matches if it is any of the passwords that the account has. It differs if it is none of them,
    /// or if there is no such account: a login that succeeds all the same proves nothing.
    Answer readBack(Node node, Credential credential) throws Refused, Unanswered;

    /// What the catalogue holds for `account`, so that it can be written back afterwards.
    ///
    /// @return empty if it is not ours to read
    Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered;
}
