// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Optional;

/// The addresses of this machine.
public final class Network {

    private Network() {}

    /// An address of this machine that is none of the loopback interface, if it has one.
    public static Optional<InetAddress> outward() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the interfaces of this machine", e);
        }
    }

    /// A port that nobody has at this moment, for a process that has to be told one.
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("This machine has no free port", e);
        }
    }
}
