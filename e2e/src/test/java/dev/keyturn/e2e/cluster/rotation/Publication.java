// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.io.IOException;

/// Where the pair is published. Called by many threads at once.
@FunctionalInterface
interface Publication {

    /// The pair as it is published now, read anew at each call.
    ///
    /// @throws Unreadable nobody answered, or not with a pair
    Published read() throws Unreadable;

    /// It cannot be told what is published.
    final class Unreadable extends IOException {

        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
