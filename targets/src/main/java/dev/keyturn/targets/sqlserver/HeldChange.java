// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.function.Consumer;

/// A change that was made in a transaction of each instance: whoever logs in meanwhile is supposed to wait for its end,
/// and to be judged by what it left. It ends with its session; a server that loses its client without a word notices
/// that when the network tells it, and logins wait until then.
final class HeldChange implements Held {
    private final List<AdminSession> sessions;
    private final Consumer<String> warnings;
    private boolean over;

    private HeldChange(List<AdminSession> sessions, Consumer<String> warnings) {
        this.sessions = List.copyOf(sessions);
        this.warnings = warnings;
    }

    /// @param sessions one for each instance, of nobody else until this is closed
    /// @throws Refused    nothing is held, and nothing was changed
    /// @throws Unanswered nothing is held: a server undoes a transaction whose client is gone
    static Held begin(List<AdminSession> sessions, Credential next, Consumer<String> warnings)
            throws Refused, Unanswered {
        var held = new HeldChange(sessions, warnings);
        try {
            String change = Statements.giveLogin(next, Statements.Form.PLAIN);
            for (AdminSession session : sessions) {
                session.sql().execute("ALTER LOGIN", "SET XACT_ABORT ON; BEGIN TRAN; " + change);
            }
            return held;
        } catch (Refused | Unanswered trouble) {
            held.close();
            throw trouble;
        }
    }

    @Override
    public void commit() throws Refused, Unanswered {
        over = true;
        new AtOnce(sessions, warnings).send("COMMIT", "COMMIT");
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            sessions.forEach(session -> session.sql().close());
        }
    }
}
