// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;

/// A target that can end sessions, which a change of a password does not.
public interface EndsSessions {
    /// Ends every session of `account` on `node`.
    ///
    /// @return how many were told to end
    /// @throws Refused    a right is missing; the message says which
    /// @throws Unanswered some may have been ended
    int endSessions(Node node, AccountName account) throws Refused, Unanswered;
}
