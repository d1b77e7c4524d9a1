// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP proxy on a free port of the loopback interface that passes bytes to one server, and fails as its current
/// [Fault] says.
///
/// Knows nothing of any protocol, so it stands before every engine. Faults may be changed at any time; open connections
/// follow at their next bytes.
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Faults faults = new Faults();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private FaultProxy(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    public static FaultProxy to(InetSocketAddress server) {
        try {
            var proxy = new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().name("fault proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a fault proxy", e);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// From now on fails like this; exchanges are counted anew.
    public void inject(Fault fault) {
        faults.set(fault);
    }

    /// From now on passes everything on; exchanges are counted anew.
    public void heal() {
        inject(new Fault.None());
    }

    /// How many exchanges have begun since the fault was set.
    public int exchanges() {
        return faults.exchanges();
    }

    /// Whether the fault has struck since it was set; a fault at an exchange that never came has not.
    public boolean hasStruck() {
        return faults.hasStruck();
    }

    /// Delivers what [Fault.HoldRequest] keeps back and waits for the answer; false if the server has
    /// closed that connection instead, so that nothing was carried out.
    public boolean release() {
        return connections.stream().filter(ProxiedConnection::release).count() > 0;
    }

    /// Resets every open connection.
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a fault proxy", e);
        }
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException _) {
                // closed, or the client was gone already: nobody to tell
            }
        }
    }

    private void serve(Socket client) throws IOException {
        if (faults.refusesConnections()) {
            ProxiedConnection.reset(client);
            return;
        }
        var upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException _) {
            ProxiedConnection.reset(client);
            return;
        }
        var connection = new ProxiedConnection(client, upstream, faults, connections::remove);
        connections.add(connection);
        connection.start();
    }
}
