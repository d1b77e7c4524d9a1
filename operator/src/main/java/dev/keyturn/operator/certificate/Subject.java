// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

import java.util.List;
import java.util.stream.Stream;

/// Whom a certificate names, and what for.
///
/// @param commonName of at most 64 characters; a longer one is cut
/// @param dnsNames   host names, which may begin with `*.`
/// @param addresses  literals of IP addresses
public record Subject(String commonName, List<String> dnsNames, List<String> addresses, Use use) {

    private static final int LONGEST_NAME = 64;

    /// What a certificate is for.
    public enum Use {
        SERVER,
        CLIENT
    }

    public Subject {
        commonName = commonName.substring(0, Math.min(LONGEST_NAME, commonName.length()));
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    /// A server of these host names; the first one is its common name.
    public static Subject server(String... dnsNames) {
        return new Subject(dnsNames[0], List.of(dnsNames), List.of(), Use.SERVER);
    }

    /// The same, known by an address as well.
    public Subject at(String address) {
        return new Subject(
                commonName,
                dnsNames,
                Stream.concat(addresses.stream(), Stream.of(address)).toList(),
                use);
    }
}
