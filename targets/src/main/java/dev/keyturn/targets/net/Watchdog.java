// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Closes a socket whose answer as a whole takes too long: a socket's own timeout bounds the wait for the next byte
/// only, and a peer may send one now and then. Owns one daemon thread, for all sockets.
public record Watchdog(Future<?> end) implements AutoCloseable {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("target watchdog").factory());

    /// Counts from now until it is closed.
    public static Watchdog over(Socket socket, int limitMillis) {
        return new Watchdog(TIMER.schedule(() -> close(socket), limitMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        end.cancel(false);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // whoever waits on it is told by the socket
        }
    }
}
