// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A port of the loopback interface that stands before one node.
final class Wire implements AutoCloseable {

    private final int node;
    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Switchboard board;

    private Wire(int node, ServerSocket listener, InetSocketAddress server, Switchboard board) {
        this.node = node;
        this.listener = listener;
        this.server = server;
        this.board = board;
    }

    static Wire before(int node, InetSocketAddress server, Switchboard board) {
        try {
            var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var wire = new Wire(node, listener, server, board);
            Thread.ofVirtual().name("wire").start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a wire", e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a wire", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var upstream = new Socket();
                try {
                    upstream.connect(server);
                } catch (IOException e) {
                    client.close();
                    throw e;
                }
                new WireConnection(node, client, upstream, board).start();
            } catch (IOException _) {
                // closed, or one side was gone already: nobody to tell
            }
        }
    }
}
