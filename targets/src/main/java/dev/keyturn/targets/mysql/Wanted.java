// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.util.Optional;

/// A method that an account is to have.
///
/// @param credential what it lets in, where we know that
record Wanted(LoginMethod method, Optional<Credential> credential) {

    static Wanted of(String plugin, Credential credential) {
        return new Wanted(LoginMethod.of(plugin, credential), Optional.of(credential));
    }

    /// As it stood, or stands, in the catalogue.
    static Wanted asIs(LoginMethod method) {
        return new Wanted(method, Optional.empty());
    }

    /// Whether a method that an account has will do: the same one, or the same password under another salt.
    boolean fits(LoginMethod stored) {
        return stored.equals(method)
                || credential
                        .filter(known -> stored.compare(known) == Answer.MATCHES)
                        .isPresent();
    }
}
