// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.net.Cidr;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// From where a client secret or an access token may be used.
public record TrustedAddresses(List<Cidr> networks) {
    public static final TrustedAddresses ANY = new TrustedAddresses(List.of(Cidr.ANY_IPV4, Cidr.ANY_IPV6));

    public TrustedAddresses {
        networks = List.copyOf(networks);
    }

    public boolean contains(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    String stored() {
        return networks.stream().map(Cidr::toString).collect(Collectors.joining(","));
    }

    static TrustedAddresses ofStored(String text) {
        return new TrustedAddresses(Arrays.stream(text.split(",", -1))
                .flatMap(part -> Cidr.parse(part).stream())
                .toList());
    }
}
