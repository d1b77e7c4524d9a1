// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.net.Cidr;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachableAddressesTest {
    private static final ReachableAddresses CLOSED = new ReachableAddresses(false, List.of());
    private static final ReachableAddresses INTERNAL = new ReachableAddresses(true, List.of());

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.255.255", "172.32.0.1", "11.0.0.1", "2600::1", "64:ff9b::808:808"})
    void permits_addresses_of_the_open_network(String address) {
        assertThat(CLOSED.permits(bytes(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "::1",
                "fc00::1",
                "fd12::1",
                "::127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a00:1::"
            })
    void permits_internal_addresses_only_where_they_are_allowed(String address) {
        assertThat(CLOSED.permits(bytes(address))).isFalse();
        assertThat(INTERNAL.permits(bytes(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254",
                "224.0.0.1",
                "255.255.255.255",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::"
            })
    void never_permits_link_local_metadata_and_multicast_addresses(String address) {
        var everything = new ReachableAddresses(true, networks("0.0.0.0/0", "::/0"));

        assertThat(everything.permits(bytes(address))).isFalse();
    }

    @Test
    void judges_an_ipv4_address_mapped_into_ipv6_as_what_it_stands_for() {
        byte[] loopback = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
        byte[] metadata = HexFormat.of().parseHex("00000000000000000000ffffa9fea9fe");
        byte[] open = HexFormat.of().parseHex("00000000000000000000ffff08080808");

        assertThat(CLOSED.permits(loopback)).isFalse();
        assertThat(INTERNAL.permits(loopback)).isTrue();
        assertThat(INTERNAL.permits(metadata)).isFalse();
        assertThat(CLOSED.permits(open)).isTrue();
    }

    @Test
    void permits_the_networks_that_are_named_and_no_other() {
        var some = new ReachableAddresses(false, networks("10.2.0.0/15", "fd12:3400::/24", "127.0.0.1"));

        assertThat(some.permits(bytes("10.2.0.1"))).isTrue();
        assertThat(some.permits(bytes("10.3.255.255"))).isTrue();
        assertThat(some.permits(bytes("10.4.0.0"))).isFalse();
        assertThat(some.permits(bytes("fd12:34ff::1"))).isTrue();
        assertThat(some.permits(bytes("fd12:3500::1"))).isFalse();
        assertThat(some.permits(bytes("0.0.0.0"))).isTrue();
        assertThat(some.permits(bytes("127.0.0.2"))).isFalse();
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
    }

    private static byte[] bytes(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
