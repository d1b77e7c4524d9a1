// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.certificate.Authority;
import dev.keyturn.operator.certificate.KeyedCertificate;
import dev.keyturn.operator.certificate.Subject;
import dev.keyturn.operator.certificate.Validity;
import dev.keyturn.operator.provision.Offshoots;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Secrets with the certificates of one SQL Server, by name, in the shape that cert-manager has, too:
/// what is found, and what our own authority has to write.
///
/// @param found what each Secret holds; the ones that are not there are missing
record CertificateSecrets(Offshoots names, Map<String, Map<String, String>> found) {

    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";
    static final String AUTHORITY = "ca.crt";

    private static final Duration OF_AUTHORITY = Duration.ofDays(3650);
    private static final Duration OF_CERTIFICATE = Duration.ofDays(365);

    CertificateSecrets {
        found = Map.copyOf(found);
    }

    static String authority(Offshoots names) {
        return names.suffixed("-ca");
    }

    static String server(Offshoots names) {
        return names.suffixed("-server-cert");
    }

    static String client(Offshoots names) {
        return names.suffixed("-client-cert");
    }

    /// What is missing, does not name everybody, or is due anew, with what has to be written; in this order.
    ///
    /// @throws IllegalArgumentException if the authority's Secret is there and cannot be used: nobody else may take
    ///                                  its place, since clients trust it
    Map<String, Map<String, String>> due(Subjects subjects, Instant now) {
        Map<String, Map<String, String>> due = new LinkedHashMap<>();
        Authority authority = kept(authority(names))
                .map(Authority::of)
                .orElseGet(() -> Authority.create(authority(names), now, OF_AUTHORITY));
        if (!found.containsKey(authority(names))) {
            due.put(authority(names), data(authority.pem(), authority));
        }
        add(due, server(names), subjects.server(), authority, now);
        add(due, client(names), subjects.client(), authority, now);
        return due;
    }

    /// Whom a client of the server has to trust: the authority of its certificate, and our own one where there is one,
    /// because the server may still run with a certificate of the other.
    Optional<String> trusted() {
        String all = Stream.of(server(names), authority(names))
                .flatMap(name -> Optional.ofNullable(found.get(name)).stream())
                .flatMap(data -> Optional.ofNullable(data.get(AUTHORITY)).stream())
                .filter(pem -> !pem.isBlank())
                .map(String::strip)
                .distinct()
                .collect(Collectors.joining("\n"));
        return Optional.of(all).filter(pem -> !pem.isEmpty()).map(pem -> pem + "\n");
    }

    /// Whether the server can start with what is there.
    boolean serves() {
        return kept(server(names)).isPresent();
    }

    /// The same with what was written meanwhile.
    CertificateSecrets with(Map<String, Map<String, String>> written) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>(found);
        all.putAll(written);
        return new CertificateSecrets(names, all);
    }

    private void add(
            Map<String, Map<String, String>> due, String secret, Subject subject, Authority authority, Instant now) {
        boolean suits = kept(secret)
                .filter(pair -> Validity.suits(pair.certificate(), subject, authority.certificate(), now))
                .isPresent();
        if (!suits) {
            due.put(secret, data(authority.issue(subject, now, OF_CERTIFICATE), authority));
        }
    }

    private Optional<KeyedCertificate> kept(String secret) {
        Map<String, String> data = found.getOrDefault(secret, Map.of());
        return data.containsKey(CERTIFICATE) && data.containsKey(KEY)
                ? Optional.of(new KeyedCertificate(data.get(CERTIFICATE), data.get(KEY)))
                : Optional.empty();
    }

    private static Map<String, String> data(KeyedCertificate pair, Authority authority) {
        return Map.of(CERTIFICATE, pair.certificate(), KEY, pair.key(), AUTHORITY, authority.certificate());
    }

    /// They hold keys.
    @Override
    public String toString() {
        return "certificates of " + names.name() + ": " + found.keySet();
    }
}
