// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Verifier;
import java.util.Optional;

/// What a request has written down before it touches a database: the one candidate that it will ever have, and the pair
/// to be replaced (contract §8.4). It never changes.
///
/// @param salt     of the candidate, so that each repetition sends the same text
/// @param verifier what the engine is sent instead of the password, where it takes one
/// @param source   `Generated`, or the user's Secret as it was read: `name@resourceVersion`
record Intent(
        String requestUid,
        Pair candidate,
        Pair previous,
        Salt salt,
        Optional<Verifier> verifier,
        String source,
        RotationOptions options) {
    static final String GENERATED = "Generated";

    /// User and password. Compared in constant time, and never shown.
    record Pair(AccountName user, Password password) {}

    /// Where the rotation of a request stands.
    enum Standing {
        /// Clients read the pair that is to be replaced.
        STAGED,
        /// Clients read the candidate: from here the way is forward only.
        PUBLISHED,
        /// Somebody else has written the published pair meanwhile, so nothing is touched.
        FOREIGN
    }

    /// Derived from what clients read; nothing else remembers it.
    Standing standing(Pair published) {
        if (published.equals(candidate)) {
            return Standing.PUBLISHED;
        }
        return published.equals(previous) ? Standing.STAGED : Standing.FOREIGN;
    }
}
