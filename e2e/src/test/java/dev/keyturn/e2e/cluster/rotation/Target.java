// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.testkit.client.NewConnection;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A way to a database that a probe tries: a Service, or a pod by its address.
///
/// @param address where it is now; empty while it is nowhere
/// @param connection what speaks with an address
record Target(
        String name,
        Supplier<Optional<InetSocketAddress>> address,
        Function<InetSocketAddress, NewConnection> connection) {

    static Target fixed(String name, InetSocketAddress address, Function<InetSocketAddress, NewConnection> connection) {
        return new Target(name, () -> Optional.of(address), connection);
    }
}
