// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.client;

import dev.keyturn.core.credential.Login;
import java.io.IOException;

/// Where a client looks up what it has to log in with: the API, or whatever else publishes a credential. Called by many
/// threads at once.
@FunctionalInterface
public interface PublishedLogin {

    /// The login that is published now, read anew at each call.
    ///
    /// @throws IOException nobody answered, or not with a credential
    Login read() throws IOException, InterruptedException;
}
