// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that cannot bind port 0 themselves.
///
/// They lie below the range from which systems take the ports of outgoing connections, so that a stopped
/// server finds its port free again. Nothing reserves them: whoever loses the race for one takes another.
public final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int BEHIND_LAST = 22_000;
    private static final int TRIES = 200;

    private FreePorts() {}

    public static int one() {
        return withNeighbour(0);
    }

    /// A free port whose neighbour so many ports above it is free as well; 0 means that no neighbour is needed.
    public static int withNeighbour(int distance) {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            if (isFree(port) && (distance == 0 || isFree(port + distance))) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No free port between " + FIRST + " and " + BEHIND_LAST + " after " + TRIES + " tries");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
