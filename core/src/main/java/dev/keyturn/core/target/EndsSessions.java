// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import java.time.Instant;

/// A target that can end sessions, which a change of a password does not.
public interface EndsSessions {
    /// Ends every session of `account` on `node`.
    ///
    /// @return how many were told to end
    /// @throws Refused    a right is missing; the message says which
    /// @throws Unanswered some may have been ended
    int endSessions(Node node, AccountName account) throws Refused, Unanswered;

    /// Ends those sessions of `account` on `node` that began before `changed`, when it got another password.
    /// One of which the server does not tell exactly when it began ends if it may be as old: whoever knows the
    /// new password comes back.
    ///
    /// @return how many were told to end
    /// @throws Refused    a right is missing, or the server does not tell when a session began
    /// @throws Unanswered some may have been ended
    default int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        throw new Refused(Refused.Reason.UNSUPPORTED, "sessions", "the server does not tell when a session began");
    }
}
