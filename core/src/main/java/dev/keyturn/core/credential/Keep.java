// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

/// What an account is left with when a credential is retired, and what stays beside the candidate when it is applied.
public sealed interface Keep {
    /// It accepts this credential (beside the one applied, where the call applies one).
    record Only(Credential credential) implements Keep {}

    /// It gets back the verifier that was read before the intent.
    record AsFound(Verifier verifier) implements Keep {}

    /// The account stays; nothing (else) logs in.
    record Shut() implements Keep {}

    /// The account is removed.
    record Gone() implements Keep {}
}
