// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.Optional;

/// The only origin of a new password.
public interface CandidateSource {
    /// The credential to try next, with account, version, salt and rules frozen in it.
    ///
    /// The server draws a new one for each of up to three refusals; a Kubernetes request has exactly one for ever.
    ///
    /// @param refusedByPolicy how many candidates of this attempt the target's policy has refused
    /// @return empty if there is no further one: the attempt has failed
    Optional<Credential> next(CredentialSet set, int refusedByPolicy);

    /// The account that the next candidate will have, where that is known without drawing one. An owner may have named
    /// another than the one that stands in its place.
    default Optional<AccountName> account(CredentialSet set) {
        return Optional.empty();
    }
}
