// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.tls;

import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// PEM files of an authority, and of a server's certificate and key that it vouches for.
public record TestCertificates(Path authority, Path certificate, Path key) {

    private static final String AUTHORITY = "Keyturn test authority";

    /// Makes an authority and a certificate for these alternative names: `ip:127.0.0.1`, `dns:localhost`.
    public static TestCertificates issue(String... names) {
        Path folder = TemporaryFolder.create("keyturn-certificates");
        try {
            var authorityKeys = Certificates.keys();
            var serverKeys = Certificates.keys();
            byte[] authority = Certificates.authority(AUTHORITY, authorityKeys);
            byte[] server = Certificates.server("Keyturn test server", serverKeys, names, AUTHORITY, authorityKeys);
            return new TestCertificates(
                    pem(folder.resolve("ca.pem"), "CERTIFICATE", authority),
                    pem(folder.resolve("server.pem"), "CERTIFICATE", server),
                    pem(
                            folder.resolve("server.key"),
                            "PRIVATE KEY",
                            serverKeys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform signs with ECDSA", e);
        }
    }

    /// The authority's certificate as text, as a person pastes it into a form.
    public String authorityPem() {
        try {
            return Files.readString(authority);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + authority, e);
        }
    }

    /// A connection that trusts this authority only.
    public Socket connect(InetSocketAddress address) {
        try {
            return context().getSocketFactory().createSocket(address.getAddress(), address.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("No TLS connection to " + address, e);
        }
    }

    /// Trusts this authority only.
    public SSLContext context() {
        try (InputStream pem = Files.newInputStream(authority)) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + authority, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not trust " + authority, e);
        }
    }

    /// Serves with this certificate.
    public SSLContext serverContext() {
        try {
            return PemServer.context(certificate, key);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not serve with " + certificate, e);
        }
    }

    private static Path pem(Path file, String kind, byte[] der) {
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        String text = encoder.encodeToString(der);
        try {
            return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }
}
