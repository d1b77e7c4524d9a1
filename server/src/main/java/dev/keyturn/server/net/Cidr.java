// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.net;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/// A network: an address and how many of its leading bits count. An address alone is the network of itself.
///
/// IPv4-mapped IPv6 addresses are the IPv4 address that they stand for, as the JDK reads them.
public record Cidr(InetAddress address, int prefix) {
    public static final Cidr ANY_IPV4 = new Cidr(InetAddress.ofLiteral("0.0.0.0"), 0);
    public static final Cidr ANY_IPV6 = new Cidr(InetAddress.ofLiteral("::"), 0);

    /// Reads `10.0.0.0/8`, `::1` or `192.0.2.7`; empty for anything else. Never asks a name server.
    public static Optional<Cidr> parse(String text) {
        var slash = text.indexOf('/');
        try {
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            var bits = address.getAddress().length * 8;
            var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(new Cidr(address, prefix));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether `other` lies in this network. An address of the other family never does.
    public boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        var ignored = mine.length * 8 - prefix;
        return new BigInteger(1, mine).shiftRight(ignored).equals(new BigInteger(1, theirs).shiftRight(ignored));
    }

    public boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
