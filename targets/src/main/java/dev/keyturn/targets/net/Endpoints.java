// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import dev.keyturn.core.target.Endpoint;

/// Reads back what [Endpoint#toString()] writes, for nodes that come from a store.
public final class Endpoints {

    private Endpoints() {}

    public static Endpoint parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new Endpoint(
                bracketed ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(address.substring(colon + 1)));
    }
}
