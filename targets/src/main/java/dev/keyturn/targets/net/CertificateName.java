// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which host a certificate names, where the platform cannot be told whom to expect: it knows only the address that the
/// socket was made for. As of RFC 6125, by alternative names alone, a star standing for the whole first label.
final class CertificateName {

    private static final int DNS = 2;

    private CertificateName() {}

    static void check(X509Certificate certificate, String host) throws CertificateException {
        Collection<List<?>> names =
                Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        boolean named = names.stream()
                .filter(name -> name.getFirst().equals(DNS))
                .anyMatch(name -> fits(String.valueOf(name.getLast()), host));
        if (!named) {
            throw new CertificateException("the certificate does not name " + host);
        }
    }

    static boolean fits(String pattern, String host) {
        String name = pattern.toLowerCase(Locale.ROOT);
        String expected = host.toLowerCase(Locale.ROOT);
        if (!name.startsWith("*.")) {
            return name.equals(expected);
        }
        int dot = expected.indexOf('.');
        return dot > 0 && expected.substring(dot).equals(name.substring(1));
    }
}
