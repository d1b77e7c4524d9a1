// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Puts TLS over connected sockets, as one connection's settings say. There is no way back to plaintext.
public final class TlsSockets {

    private final SSLContext context;
    private final X509ExtendedTrustManager trust;
    private final Tls.On tls;

    private TlsSockets(SSLContext context, X509ExtendedTrustManager trust, Tls.On tls) {
        this.context = context;
        this.trust = trust;
        this.tls = tls;
    }

    /// @throws Refused the text is no certificate
    public static TlsSockets of(Tls.On tls) throws Refused {
        try {
            var context = SSLContext.getInstance("TLS");
            X509ExtendedTrustManager trust = tls.verified() ? trusting(tls.authorities()) : new TrustAnyone();
            context.init(null, new TrustManager[] {trust}, null);
            return new TlsSockets(context, trust, tls);
        } catch (GeneralSecurityException | IOException _) {
            throw new Refused(
                    Reason.OTHER, "TLS", "the CA certificate of the connection cannot be read; it has to be PEM text");
        }
    }

    /// Shakes hands as a client of `peer`. Closing the result closes `socket`.
    public SSLSocket over(Socket socket, Endpoint peer) throws IOException {
        SSLSocket secured = prepared(socket, peer);
        secured.startHandshake();
        return secured;
    }

    /// Ready to shake hands as a client of `peer`. Closing the result closes `socket`.
    public SSLSocket prepared(Socket socket, Endpoint peer) throws IOException {
        String host = tls.name().orElse(peer.host());
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, peer.port(), true);
        var parameters = secured.getSSLParameters();
        serverName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
        if (tls.verified()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        return secured;
    }

    /// Checks a server's certificates for a client library that shakes hands over a socket of its own making. Its name
    /// for the server has to be the one that the certificate is to carry, unless the connection knows another.
    public void check(X509Certificate[] chain, String keyExchange, SSLSocket socket) throws CertificateException {
        if (tls.verified() && tls.name().isEmpty()) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        trust.checkServerTrusted(chain, keyExchange, socket);
        if (tls.verified() && tls.name().isPresent()) {
            CertificateName.check(chain[0], tls.name().orElseThrow());
        }
    }

    /// Addresses are no server names.
    private static Optional<SNIServerName> serverName(String host) {
        boolean isAddress = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        try {
            return isAddress ? Optional.empty() : Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static X509ExtendedTrustManager trusting(Optional<String> authorities)
            throws GeneralSecurityException, IOException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authorities.isEmpty()) {
            factory.init((KeyStore) null);
        } else {
            factory.init(keyStore(authorities.orElseThrow()));
        }
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
    }

    private static KeyStore keyStore(String pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
        int count = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
            store.setCertificateEntry("authority-" + count++, certificate);
        }
        if (count == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        return store;
    }
}
