// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Serves with a certificate and a key from PEM files, as servers are configured.
public final class PemServer {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";

    private PemServer() {}

    /// @param certificates the server's own certificate first, then those that lead to its authority
    /// @param key          PKCS#8, of RSA or of an elliptic curve
    public static SSLContext context(Path certificates, Path key) throws IOException {
        try (InputStream pem = Files.newInputStream(certificates)) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            var first = chain.stream()
                    .findFirst()
                    .orElseThrow(() -> new IOException(certificates + " holds no certificate"));
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(
                    "server",
                    key(key, first.getPublicKey().getAlgorithm()),
                    new char[0],
                    chain.toArray(new Certificate[0]));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot serve with " + certificates + " and " + key, e);
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        if (!text.contains(BEGIN)) {
            throw new IOException(file + " is no PKCS#8 key in PEM: it has no line " + BEGIN);
        }
        byte[] encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
