// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.oidc;

import dev.keyturn.core.credential.Password;
import java.net.InetAddress;
import java.net.URI;

/// Which provider people may sign in with, and what it knows us by.
///
/// @param issuer exactly as the provider calls itself
public record OidcSettings(URI issuer, String clientId, Password clientSecret) {

    /// Whether an address of the provider may be asked: over TLS, or on this very machine.
    public static boolean isUsable(URI address) {
        var host = address.getHost();
        if (host == null) {
            return false;
        }
        return "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && isLoopback(host));
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
