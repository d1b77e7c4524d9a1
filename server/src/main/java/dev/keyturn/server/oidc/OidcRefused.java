// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.oidc;

/// A sign-in with the provider came to nothing. The message says why, for the log: it holds no token, and nothing that
/// the provider sent but names of claims.
public final class OidcRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OidcRefused(String message) {
        super(message, null, false, false);
    }
}
