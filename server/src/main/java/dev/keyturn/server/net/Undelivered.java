// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.net;

/// A call to another system did not succeed. The message tells people why, and names neither path nor query of its
/// address, which may hold a secret.
public final class Undelivered extends Exception {
    private static final long serialVersionUID = 1L;

    public Undelivered(String message) {
        super(message, null, false, false);
    }
}
