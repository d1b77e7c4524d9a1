// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.fault;

import dev.keyturn.testkit.fault.Faults.Fate;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One client's connection and the one to the server behind it. Owns two threads, one a direction.
final class ProxiedConnection {

    private static final int BUFFER = 65_536;
    private static final byte[] NOTHING = {};

    private final Socket client;
    private final Socket server;
    private final Faults faults;
    private final Consumer<ProxiedConnection> atEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private volatile int exchange;
    private volatile boolean serverSpokeLast = true;
    private volatile byte[] held = NOTHING;
    private volatile boolean heldWasAnswered;

    ProxiedConnection(Socket client, Socket server, Faults faults, Consumer<ProxiedConnection> atEnd)
            throws IOException {
        this.client = client;
        this.server = server;
        this.faults = faults;
        this.atEnd = atEnd;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().name("fault proxy, requests").start(this::passRequests);
        Thread.ofVirtual().name("fault proxy, answers").start(this::passReplies);
    }

    /// Delivers the statement that was kept back, if this connection has one; true once the server has answered it.
    boolean release() {
        if (held.length == 0) {
            return false;
        }
        try {
            server.getOutputStream().write(held);
            released.await();
            return heldWasAnswered;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            held = NOTHING;
            reset();
        }
    }

    /// Closes both sides, the client's with a reset.
    void reset() {
        reset(client);
        reset(server);
        ended.countDown();
        released.countDown();
        atEnd.accept(this);
    }

    static void reset(Socket socket) {
        try (socket) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException _) {
            // it was being closed by the other direction
        }
    }

    private void passRequests() {
        var buffer = new byte[BUFFER];
        try {
            for (int n = client.getInputStream().read(buffer);
                    n >= 0;
                    n = client.getInputStream().read(buffer)) {
                if (serverSpokeLast) {
                    serverSpokeLast = false;
                    exchange = faults.beginExchange();
                }
                switch (faults.ofRequest(exchange)) {
                    case Fate.Pass _, Fate.PassLate _, Fate.PassSlowly _ ->
                        server.getOutputStream().write(buffer, 0, n);
                    case Fate.Swallow _ -> {}
                    case Fate.Keep _ -> {
                        held = Arrays.copyOf(buffer, n);
                        reset(client);
                        return;
                    }
                    case Fate.Cut _ -> {
                        reset();
                        return;
                    }
                }
            }
            reset();
        } catch (IOException _) {
            endUnlessHeld();
        }
    }

    private void passReplies() {
        var buffer = new byte[BUFFER];
        long passed = 0;
        try {
            for (int n = server.getInputStream().read(buffer);
                    n >= 0;
                    n = server.getInputStream().read(buffer)) {
                serverSpokeLast = true;
                if (held.length > 0) {
                    heldWasAnswered = true;
                    released.countDown();
                    return;
                }
                switch (faults.ofReply(exchange, passed + n)) {
                    case Fate.Pass _ -> client.getOutputStream().write(buffer, 0, n);
                    case Fate.PassLate(var delay) -> {
                        if (!endsWithin(delay)) {
                            client.getOutputStream().write(buffer, 0, n);
                        }
                    }
                    case Fate.PassSlowly(var delay) -> {
                        for (int i = 0; i < n && !endsWithin(delay); i++) {
                            client.getOutputStream().write(buffer[i]);
                        }
                    }
                    case Fate.Swallow _, Fate.Keep _ -> {}
                    case Fate.Cut _ -> {
                        client.getOutputStream().write(buffer, 0, (int) Math.min(n, faults.untilCut(passed)));
                        reset();
                        return;
                    }
                }
                passed += n;
            }
            reset();
        } catch (IOException _) {
            endUnlessHeld();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private boolean endsWithin(Duration delay) throws InterruptedException {
        return ended.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void endUnlessHeld() {
        if (held.length == 0) {
            reset();
        }
    }
}
