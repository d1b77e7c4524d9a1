// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/// One connection over a wire. Owns two threads, one a direction.
final class WireConnection {

    private static final Command NONE = new Command(List.of());

    private final int node;
    private final Socket client;
    private final Socket server;
    private final Switchboard board;

    private volatile Optional<String> user = Optional.empty();
    private volatile Command last = NONE;
    private volatile boolean buried;
    private volatile boolean deliver;

    WireConnection(int node, Socket client, Socket server, Switchboard board) throws IOException {
        this.node = node;
        this.client = client;
        this.server = server;
        this.board = board;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        board.add(this);
        Thread.ofVirtual().name("wire, commands").start(this::passCommands);
        Thread.ofVirtual().name("wire, answers").start(this::passAnswers);
    }

    boolean isBuried() {
        return buried;
    }

    /// Called by the switchboard only, under its lock.
    void bury(boolean last) {
        buried = true;
        deliver = last;
    }

    void close() {
        board.remove(this);
        close(client);
        close(server);
    }

    private void passCommands() {
        try {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (var next = Command.read(in); next.isPresent(); next = Command.read(in)) {
                last = next.orElseThrow();
                user = last.login().or(() -> user);
                boolean passed = board.pass(passage(Passage.What.COMMAND), this);
                if (passed || deliver) {
                    server.getOutputStream().write(last.encoded());
                }
                if (!passed) {
                    break;
                }
            }
            var _ = buried || board.pass(passage(Passage.What.HANGUP), this);
            // an orderly end: what was written before it still arrives
            server.shutdownOutput();
        } catch (IOException _) {
            close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void passAnswers() {
        var buffer = new byte[65_536];
        try {
            InputStream in = server.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!board.pass(passage(Passage.What.ANSWER), this)) {
                    // the client is dead; the node's answers are read and forgotten until it closes
                    continue;
                }
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException _) {
            // either side is gone: so is the connection
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private Passage passage(Passage.What what) {
        return new Passage(node, user, what, last);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }
}
