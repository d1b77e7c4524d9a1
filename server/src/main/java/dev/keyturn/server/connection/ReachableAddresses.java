// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import dev.keyturn.core.target.AddressRule;
import dev.keyturn.server.net.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses targets may have (API contract §6): no internal ones unless the installation allows them, and never
/// those of the machine's surroundings that answer without asking who is there.
///
/// An address that stands for another one – IPv4 inside IPv6, `0.0.0.0` for this machine – is judged as the other.
///
/// @param internal whether every private and loopback address is allowed
/// @param allowed  private networks that are allowed in any case
public record ReachableAddresses(boolean internal, List<Cidr> allowed) implements AddressRule {
    private static final List<Cidr> NEVER = networks(
            "169.254.0.0/16",
            "fe80::/10",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::254",
            "fd20:ce::254",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "ff00::/8");
    private static final List<Cidr> INTERNAL = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "fc00::/7",
            "fec0::/10");
    /// Blocks of IPv6 that carry an IPv4 address, and the byte at which it begins. The JDK itself reads `::ffff:0:0/96`
    /// as IPv4.
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(network("::/96"), 12),
            new Carrier(network("64:ff9b::/96"), 12),
            new Carrier(network("64:ff9b:1::/48"), 12),
            new Carrier(network("::ffff:0:0:0/96"), 12),
            new Carrier(network("2002::/16"), 2));
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");

    public ReachableAddresses {
        allowed = List.copyOf(allowed);
    }

    @Override
    public boolean permits(byte[] address) {
        InetAddress given = address(address);
        InetAddress meant = meant(given);
        if (within(NEVER, meant) || within(NEVER, given)) {
            return false;
        }
        return internal || !within(INTERNAL, meant) || within(allowed, meant) || within(allowed, given);
    }

    /// The address that a packet to `given` ends at.
    private static InetAddress meant(InetAddress given) {
        if (given.equals(LOOPBACK_6)) {
            return LOOPBACK;
        }
        InetAddress carried = CARRIERS.stream()
                .filter(carrier -> carrier.block().contains(given))
                .map(carrier -> address(Arrays.copyOfRange(given.getAddress(), carrier.at(), carrier.at() + 4)))
                .findFirst()
                .orElse(given);
        boolean unspecified = carried instanceof Inet4Address && carried.isAnyLocalAddress();
        return unspecified ? LOOPBACK : carried;
    }

    private static boolean within(List<Cidr> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
        }
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).map(ReachableAddresses::network).toList();
    }

    private static Cidr network(String text) {
        return Cidr.parse(text).orElseThrow();
    }

    private record Carrier(Cidr block, int at) {}
}
