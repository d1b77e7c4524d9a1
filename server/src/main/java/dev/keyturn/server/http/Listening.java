// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import dev.keyturn.server.net.Cidr;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where and how the server listens.
///
/// @param port 0 takes a free one
/// @param tls certificate and key; without them the connection is plain
/// @param trustedProxies from these networks alone `X-Forwarded-For` and `-Proto` count
public record Listening(InetAddress host, int port, Optional<TlsFiles> tls, List<Cidr> trustedProxies) {
    public Listening {
        trustedProxies = List.copyOf(trustedProxies);
    }

    boolean trusts(InetAddress address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }

    /// PEM files: the certificate with its chain, and its key as PKCS#8.
    public record TlsFiles(Path certificate, Path key) {}
}
