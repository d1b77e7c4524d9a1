// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.targets.net.TlsSockets;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/// Judges the server's certificate as the connection of [Dialed#to] says, for a JDBC driver that makes its TLS sockets
/// itself. A connection without TLS asks for no certificate: where the server encrypts a login all the same, anyone is
/// believed.
public final class DialedTrust extends X509ExtendedTrustManager {

    private final Optional<TlsSockets> tls = Dialed.NOW.get().dialer().tls();

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (tls.isPresent()) {
            tls.orElseThrow().check(chain, authType, (SSLSocket) socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unasked();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unasked();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unasked();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unasked();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unasked();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException unasked() {
        return new CertificateException("servers are checked on their sockets only");
    }
}
