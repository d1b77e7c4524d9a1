// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate that a TLS server of ours shows. It can be exchanged while the server runs: new connections see the
/// new one.
public final class ServerKeys {

    private static final String ALIAS = "keyturn";

    private final AtomicReference<Shown> shown;

    private record Shown(List<X509Certificate> chain, PrivateKey key) {}

    /// @throws IllegalArgumentException if the certificate or its key cannot be read
    public ServerKeys(KeyedCertificate first) {
        shown = new AtomicReference<>(read(first));
    }

    /// Shows another one from now on.
    ///
    /// @throws IllegalArgumentException if the certificate or its key cannot be read; the former one stays
    public void show(KeyedCertificate next) {
        shown.set(read(next));
    }

    /// For the server's sockets; it asks clients for no certificate.
    public SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Manager()}, new TrustManager[0], null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("this Java platform has no TLS", e);
        }
    }

    private static Shown read(KeyedCertificate pem) {
        try {
            return new Shown(List.copyOf(Pem.certificates(pem.certificate())), Pem.key(pem.key()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate of the server cannot be read", e);
        }
    }

    private final class Manager extends X509ExtendedKeyManager {

        @Override
        public String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return shown.get().chain().toArray(new X509Certificate[0]);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return shown.get().key();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
