// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Hands a JDBC driver a socket that is connected already, to the peer of [Dialed#to].
public final class DialedSockets extends SocketFactory {

    private final Dialed dialed = Dialed.NOW.get();

    @Override
    public Socket createSocket() throws IOException {
        try {
            Socket socket = dialed.connected();
            socket.setKeepAlive(true);
            socket.setSoTimeout(dialed.dialer()
                    .patience(dialed.dialer().connect(), dialed.peer().toString()));
            return socket;
        } catch (Refused | Unanswered trouble) {
            throw dialed.notConnected(trouble);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket();
    }
}
