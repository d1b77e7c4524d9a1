// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/// Puts the connection's TLS over a socket of [DialedSockets]: its authorities, its server name, its refusal to accept
/// a certificate of another name. The driver shakes hands.
public final class DialedTls extends SSLSocketFactory {

    private final Dialed dialed = Dialed.NOW.get();

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return dialed.dialer().tls().orElseThrow().prepared(socket, dialed.peer());
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw unasked();
    }

    private static IOException unasked() {
        return new IOException("sockets are connected by the dialer only");
    }
}
