// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.core.target.Tls;
import dev.keyturn.operator.crd.database.IssuerRef;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.provision.Ground;
import dev.keyturn.operator.provision.Groundwork;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gets a SQL Server its certificates: from the issuer that the user named, or from an authority of the database's own
/// (contract §4.9).
public final class Certificates implements Groundwork<MSSQLServerSpec> {

    private static final String UNAVAILABLE = "IssuerUnavailable";
    private static final String NOT_READY = "CertificateNotReady";

    private final CertificateStore store;
    private final InstantSource clock;

    Certificates(CertificateStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<String> secrets(Offshoots names) {
        return List.of(
                CertificateSecrets.authority(names),
                CertificateSecrets.server(names),
                CertificateSecrets.client(names));
    }

    @Override
    public Ground lay(MSSQLServerSpec spec, Offshoots names) {
        var subjects = Subjects.of(names, spec.tls());
        return switch (CertificatePlan.of(spec.tls(), store.issuersServed())) {
            case CertificatePlan.OwnAuthority(boolean instead) ->
                own(
                        names,
                        subjects,
                        instead ? List.of(instead(spec.tls().orElseThrow().issuerRef())) : List.of());
            case CertificatePlan.FromIssuer(IssuerRef issuer) -> issued(names, subjects, issuer);
            case CertificatePlan.Nobody(IssuerRef issuer) ->
                Ground.missing(
                        UNAVAILABLE,
                        "clientTLS asks for certificates of the " + described(issuer)
                                + ", and cert-manager is not there (or switched off); install it, or set"
                                + " spec.tls.clientTLS to false and trust the authority of Secret "
                                + CertificateSecrets.authority(names));
        };
    }

    private Ground own(Offshoots names, Subjects subjects, List<Ground.Said> warnings) {
        Map<String, Secret> read = read(names);
        for (var entry : read.entrySet()) {
            if (!isOurs(entry.getValue(), names)) {
                return Ground.missing(
                        NOT_READY,
                        "Secret " + entry.getKey() + " is there and belongs to somebody else; remove it, or name the"
                                + " database otherwise");
            }
        }
        var found = new CertificateSecrets(names, data(read));
        Map<String, Map<String, String>> due;
        try {
            due = found.due(subjects, clock.instant());
        } catch (IllegalArgumentException unusable) {
            return Ground.missing(
                    NOT_READY,
                    "Secret " + CertificateSecrets.authority(names) + " cannot be used: " + unusable.getMessage()
                            + "; restore it, or delete it to get a new authority, which clients then have to trust");
        }
        adopt(names, read);
        due.forEach((name, data) -> store.write(secret(names, name, data, Optional.ofNullable(read.get(name)))));
        return ready(names, found.with(due), warnings);
    }

    /// Those that outlived a halt are the database's again.
    private void adopt(Offshoots names, Map<String, Secret> read) {
        read.replaceAll((name, secret) -> names.owns(secret.getMetadata())
                ? secret
                : store.write(new SecretBuilder(secret)
                        .editMetadata()
                        .withOwnerReferences(names.owner())
                        .endMetadata()
                        .build()));
    }

    private Ground issued(Offshoots names, Subjects subjects, IssuerRef issuer) {
        for (HasMetadata certificate : IssuedCertificates.of(names, subjects, issuer)) {
            if (!store.apply(certificate)) {
                return Ground.missing(
                        UNAVAILABLE,
                        "cert-manager is switched on, and its API is not served: install it, or start the operator with"
                                + " --cert-manager auto");
            }
        }
        var found = new CertificateSecrets(names, data(read(names)));
        if (!found.serves() || found.trusted().isEmpty()) {
            return Ground.missing(
                    NOT_READY,
                    "the certificate " + CertificateSecrets.server(names) + " of the " + described(issuer)
                            + " is not issued yet, or without its authority in ca.crt; see the object of kind Certificate"
                            + " of that name");
        }
        return ready(names, found, List.of());
    }

    private static Ground ready(Offshoots names, CertificateSecrets found, List<Ground.Said> warnings) {
        return Ground.of(
                new Tls.On(true, found.trusted(), Optional.of(Subjects.expected(names))), List.copyOf(warnings));
    }

    private Map<String, Secret> read(Offshoots names) {
        Map<String, Secret> read = new LinkedHashMap<>();
        for (String name : secrets(names)) {
            store.read(names.namespace(), name).ifPresent(secret -> read.put(name, secret));
        }
        return read;
    }

    /// One of ours keeps its label when a deletion policy has taken its owner away.
    private static boolean isOurs(Secret secret, Offshoots names) {
        ObjectMeta metadata = secret.getMetadata();
        Map<String, String> labels = Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
        return names.owns(metadata)
                || labels.entrySet().containsAll(names.selector().entrySet());
    }

    private static Secret secret(Offshoots names, String name, Map<String, String> data, Optional<Secret> read) {
        ObjectMeta metadata = names.metadata(name);
        metadata.setResourceVersion(
                read.map(secret -> secret.getMetadata().getResourceVersion()).orElse(null));
        return new SecretBuilder()
                .withMetadata(metadata)
                .withType("kubernetes.io/tls")
                .withData(encoded(data))
                .build();
    }

    private static Map<String, Map<String, String>> data(Map<String, Secret> read) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        read.forEach((name, secret) -> {
            Map<String, String> decoded = new LinkedHashMap<>();
            Optional.ofNullable(secret.getData())
                    .orElse(Map.of())
                    .forEach((key, value) ->
                            decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
            all.put(name, decoded);
        });
        return all;
    }

    private static Map<String, String> encoded(Map<String, String> data) {
        Map<String, String> encoded = new LinkedHashMap<>();
        data.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return encoded;
    }

    private static Ground.Said instead(Optional<IssuerRef> issuer) {
        return new Ground.Said(
                UNAVAILABLE,
                "cert-manager is not there (or switched off), so an authority of the database's own signs instead of the "
                        + issuer.map(Certificates::described).orElse("issuer"));
    }

    private static String described(IssuerRef issuer) {
        return issuer.kind() + " " + issuer.name();
    }
}
