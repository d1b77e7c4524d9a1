// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Does the one thing that every pooler has to do: it announces a number of its own in place of the backend's. Sessions
/// stay with their backends.
final class RenumberingProxy implements AutoCloseable {

    private static final int KEY = 'K';
    private static final int READY = 'Z';
    private static final int INVENTED = 0x5EED;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RenumberingProxy(ServerSocket door, InetSocketAddress server) {
        this.door = door;
        this.server = server;
    }

    static RenumberingProxy to(InetSocketAddress server) throws IOException {
        var proxy = new RenumberingProxy(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                var there = new Socket(server.getAddress(), server.getPort());
                open.add(client);
                open.add(there);
                Thread.ofVirtual().start(() -> pass(client, there, false));
                Thread.ofVirtual().start(() -> pass(there, client, true));
            }
        } catch (IOException _) {
            // closed: nobody comes in any more
        }
    }

    private static void pass(Socket from, Socket to, boolean renumbering) {
        try (from;
                to) {
            if (renumbering) {
                passLogin(new DataInputStream(from.getInputStream()), new DataOutputStream(to.getOutputStream()));
            }
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one end left, and both are closed
        }
    }

    /// Message by message until the server is ready: a type, a length that counts itself, and so many bytes.
    private static void passLogin(DataInputStream in, DataOutputStream out) throws IOException {
        int type;
        do {
            type = in.readUnsignedByte();
            int length = in.readInt();
            byte[] body = in.readNBytes(length - Integer.BYTES);
            out.writeByte(type);
            out.writeInt(length);
            if (type == KEY) {
                out.writeInt(INVENTED);
                out.write(body, Integer.BYTES, body.length - Integer.BYTES);
            } else {
                out.write(body);
            }
            out.flush();
        } while (type != READY);
    }
}
