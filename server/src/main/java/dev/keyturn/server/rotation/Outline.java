// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;

/// Credentials to ask a target about, which are never sent to it: their passwords are stand-ins.
final class Outline {
    /// Stands for a name that a run draws; as long as those.
    static final AccountName DRAWN = new AccountName("new-user-of-32-random-characters");

    private static final Password STAND_IN = Password.of("stand-in");
    private static final Salt NO_SALT = new Salt("0".repeat(2 * Salt.LENGTH));

    private Outline() {}

    static Credential of(AccountName account, Origin origin, long version, AccountRules rules) {
        return new Credential(account, origin, STAND_IN, version, NO_SALT, rules);
    }
}
