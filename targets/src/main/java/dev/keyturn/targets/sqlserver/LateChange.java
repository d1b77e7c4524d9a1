// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.function.Consumer;

/// A change that is sent when it is committed, and not before: who logs in with the new password between its
/// publication and the answer is refused, once.
///
/// @param sessions one for each instance, of nobody else until this is closed
record LateChange(List<AdminSession> sessions, Credential next, Consumer<String> warnings) implements Held {
    LateChange {
        sessions = List.copyOf(sessions);
    }

    @Override
    public void commit() throws Refused, Unanswered {
        new AtOnce(sessions, warnings).send("ALTER LOGIN", Statements.giveLogin(next, Statements.Form.PLAIN));
    }

    /// Nothing was sent.
    @Override
    public void close() {}
}
