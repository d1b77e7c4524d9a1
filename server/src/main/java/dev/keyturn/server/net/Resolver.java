// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Asks a name server. Whoever connects asks once, and connects to what it was told: a second answer may differ.
@FunctionalInterface
public interface Resolver {
    /// @return at least one address
    List<InetAddress> resolve(String host) throws UnknownHostException;

    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
