// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.client;

import dev.keyturn.core.credential.Login;
import java.io.IOException;

/// The way to one node of a target. Called by many threads at once.
@FunctionalInterface
public interface NewConnection {

    /// What the target says to a login.
    enum Answer {
        ACCEPTED,
        REFUSED
    }

    /// Opens a connection that nobody used before, logs in once, and closes it.
    ///
    /// @throws IOException the target did not answer, or answered something that is not about this login
    Answer logIn(Login login) throws IOException;
}
