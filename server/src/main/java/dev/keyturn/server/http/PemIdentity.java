// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import dev.keyturn.server.data.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A certificate with its chain, and the private key that fits it, from two PEM files.
record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    PemIdentity {
        chain = List.copyOf(chain);
    }

    static PemIdentity read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        var chain = chain(certificate);
        var algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        var identity = new PemIdentity(chain, key(key, algorithm));
        identity.proveFit(algorithm);
        return identity;
    }

    private static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(file)) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new CertificateException("the certificate file holds no certificate");
            }
            return chain;
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        var pem = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new InvalidKeyException(
                    "the key file holds no unencrypted PKCS#8 key; `openssl pkcs8 -topk8 -nodes` makes one");
        }
        var der = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private void proveFit(String algorithm) throws GeneralSecurityException {
        var name = Optional.ofNullable(SIGNATURES.get(algorithm))
                .orElseThrow(() -> new InvalidKeyException("keys of type " + algorithm + " are not supported"));
        var challenge = "keyturn".getBytes(StandardCharsets.US_ASCII);
        var signature = Signature.getInstance(name);
        signature.initSign(key);
        signature.update(challenge);
        var signed = signature.sign();
        signature.initVerify(chain.getFirst());
        signature.update(challenge);
        if (!signature.verify(signed)) {
            throw new InvalidKeyException("the key does not fit the certificate");
        }
    }

    boolean suits(String keyType) {
        return chain.getFirst().getPublicKey().getAlgorithm().equals(keyType);
    }

    /// In words why [#read] failed, without anything of the key.
    static String reason(Exception failure) {
        return failure instanceof IOException file
                ? Reasons.of(file)
                : Optional.ofNullable(failure.getMessage()).orElse("its content is not understood");
    }

    @Override
    public String toString() {
        return "certificate of " + chain.getFirst().getSubjectX500Principal();
    }
}
