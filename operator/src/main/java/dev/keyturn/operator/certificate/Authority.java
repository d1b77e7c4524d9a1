// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// An authority of our own. Whoever has its certificate believes what it vouches for.
public final class Authority {

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final KeyedCertificate pem;

    private Authority(X509Certificate certificate, PrivateKey key, KeyedCertificate pem) {
        this.certificate = certificate;
        this.key = key;
        this.pem = pem;
    }

    /// Makes a new one.
    public static Authority create(String commonName, Instant now, Duration validity) {
        return Pem.possible(() -> {
            var keys = Issuance.keys();
            X509Certificate certificate = Issuance.authority(commonName, keys, now, validity);
            return new Authority(
                    certificate,
                    keys.getPrivate(),
                    new KeyedCertificate(Pem.of(certificate), Pem.of(keys.getPrivate())));
        });
    }

    /// The one that was made before.
    ///
    /// @throws IllegalArgumentException if it is none of ours: another kind of key, no PEM, or keys that do not fit
    public static Authority of(KeyedCertificate pem) {
        try {
            X509Certificate certificate = Pem.certificates(pem.certificate()).getFirst();
            if (certificate.getBasicConstraints() < 0) {
                throw new IllegalArgumentException("the certificate is not one of an authority");
            }
            PrivateKey key = Pem.key(pem.key());
            Issuance.checkPair(certificate.getPublicKey(), key);
            return new Authority(certificate, key, pem);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate or the key of the authority cannot be read", e);
        }
    }

    /// Vouches for somebody with new keys. The certificate does not outlive the authority's.
    public KeyedCertificate issue(Subject subject, Instant now, Duration validity) {
        return Pem.possible(() -> {
            var keys = Issuance.keys();
            Instant end = now.plus(validity);
            Instant last = certificate.getNotAfter().toInstant();
            X509Certificate issued = Issuance.issued(
                    subject, keys, new Issuance.Issuer(certificate, key), now, end.isAfter(last) ? last : end);
            return new KeyedCertificate(Pem.of(issued), Pem.of(keys.getPrivate()));
        });
    }

    /// With its key: what has to be kept to go on.
    public KeyedCertificate pem() {
        return pem;
    }

    /// What others need to believe it.
    public String certificate() {
        return pem.certificate();
    }
}
