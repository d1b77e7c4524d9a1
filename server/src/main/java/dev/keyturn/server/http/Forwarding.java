// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import dev.keyturn.server.http.Call.Client;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds out who sent a request. What a forwarding header says counts only if a trusted proxy sent it.
final class Forwarding {
    private static final List<String> HEADERS = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

    private Forwarding() {}

    static Client client(
            Listening listening, InetAddress peer, boolean tls, Function<String, Optional<String>> header) {
        var direct = HEADERS.stream().allMatch(name -> header.apply(name).isEmpty());
        if (!listening.trusts(peer)) {
            return new Client(peer, tls, direct);
        }
        var secure =
                header.apply("X-Forwarded-Proto").map("https"::equalsIgnoreCase).orElse(tls);
        var chain = header.apply("X-Forwarded-For")
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
        return new Client(farthestTrusted(listening, peer, chain), secure, direct);
    }

    /// From the near end: the first address that is not itself a trusted proxy.
    private static InetAddress farthestTrusted(Listening listening, InetAddress peer, List<String> chain) {
        var client = peer;
        for (var hop : chain.reversed()) {
            if (!listening.trusts(client)) {
                return client;
            }
            try {
                client = InetAddress.ofLiteral(hop.strip());
            } catch (IllegalArgumentException _) {
                return client;
            }
        }
        return client;
    }
}
