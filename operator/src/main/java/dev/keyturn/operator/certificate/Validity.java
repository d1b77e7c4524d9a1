// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at a certificate that was made before: whether it will do, and when the next one is due.
public final class Validity {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private Validity() {}

    /// When two thirds of its time are over; empty for what is no certificate.
    public static Optional<Instant> renewal(String pem) {
        return read(pem).map(certificate -> {
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            return from.plus(Duration.between(from, to).multipliedBy(2).dividedBy(3));
        });
    }

    /// Whether `authority` has issued it, it names all that `subject` does, and its renewal is not due.
    public static boolean suits(String pem, Subject subject, String authority, Instant now) {
        Optional<X509Certificate> certificate = read(pem);
        Optional<X509Certificate> issuer = read(authority);
        return certificate.isPresent()
                && issuer.isPresent()
                && isIssued(certificate.orElseThrow(), issuer.orElseThrow())
                && named(certificate.orElseThrow(), DNS).containsAll(subject.dnsNames())
                && named(certificate.orElseThrow(), ADDRESS).containsAll(subject.addresses())
                && renewal(pem).filter(now::isBefore).isPresent();
    }

    private static Optional<X509Certificate> read(String pem) {
        try {
            return Optional.of(Pem.certificates(pem).getFirst());
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static boolean isIssued(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static Set<String> named(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = Optional.ofNullable(certificate.getSubjectAlternativeNames())
                    .orElse(List.of());
            return names.stream()
                    .filter(name -> name.getFirst().equals(kind))
                    .map(name -> String.valueOf(name.getLast()))
                    .collect(Collectors.toSet());
        } catch (CertificateParsingException _) {
            return Set.of();
        }
    }
}
