// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import java.util.List;

/// An account of a fake engine.
///
/// @param accepts the [Password]s and [Verifier]s that log in, the newest first
/// @param rules   the rules of the last change
public record FakeAccount(List<Object> accepts, AccountRules rules) {
    public FakeAccount {
        accepts = List.copyOf(accepts);
    }

    static FakeAccount of(AccountRules rules, Object... accepts) {
        return new FakeAccount(List.of(accepts), rules);
    }

    public boolean accepts(Password password) {
        return accepts.contains(password);
    }

    public boolean accepts(Verifier verifier) {
        return accepts.contains(verifier);
    }
}
