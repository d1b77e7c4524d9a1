// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.targets.jdbc.DialedTls;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;

/// Lets the client library put [DialedTls] over its sockets, found by the library under [#TYPE]. Whom to
/// trust is decided there; what the library prepares here is thrown away.
public final class DialedTlsPlugin implements TlsSocketPlugin {

    static final String TYPE = "keyturn";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public TrustManager[] getTrustManager(Configuration conf, ExceptionFactory exceptions, HostAddress host) {
        return new TrustManager[0];
    }

    @Override
    public KeyManager[] getKeyManager(Configuration conf, ExceptionFactory exceptions) {
        return new KeyManager[0];
    }

    @Override
    public SSLSocket createSocket(Socket socket, SSLSocketFactory unused) throws IOException {
        return (SSLSocket) new DialedTls().createSocket(socket, "", 0, true);
    }

    /// The socket itself refuses a certificate of another name.
    @Override
    public void verify(String host, SSLSession session, long serverThreadId) {}
}
