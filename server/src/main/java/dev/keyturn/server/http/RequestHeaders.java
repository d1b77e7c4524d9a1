// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The headers of a request, one at a time. Prints none of them.
record RequestHeaders(ServerRequestHeaders headers) {
    /// The header's values, joined by commas as HTTP allows.
    Optional<String> first(String name) {
        var header = HeaderNames.create(name);
        return headers.contains(header) ? Optional.of(headers.get(header).values()) : Optional.empty();
    }

    /// The path and the query as they were sent.
    static String address(ServerRequest request) {
        var query = request.prologue().query().rawValue();
        return request.prologue().uriPath().rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    /// The address at the other end of the connection.
    static InetAddress peer(ServerRequest request) {
        if (request.remotePeer().address() instanceof InetSocketAddress address && address.getAddress() != null) {
            return address.getAddress();
        }
        throw new IllegalStateException("a connection without an address");
    }

    @Override
    public String toString() {
        return "headers";
    }
}
