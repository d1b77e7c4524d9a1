// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.certificate.Subject;
import dev.keyturn.operator.crd.database.IssuerRef;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Certificates that cert-manager is asked for. It writes the Secrets of the same names.
final class IssuedCertificates {

    static final String GROUP = "cert-manager.io";
    static final String API_VERSION = GROUP + "/v1";
    static final String KIND = "Certificate";

    private IssuedCertificates() {}

    static List<HasMetadata> of(Offshoots names, Subjects subjects, IssuerRef issuer) {
        return List.of(
                certificate(names, CertificateSecrets.server(names), subjects.server(), issuer),
                certificate(names, CertificateSecrets.client(names), subjects.client(), issuer));
    }

    /// The key as SQL Server reads it: RSA, PKCS#8.
    private static GenericKubernetesResource certificate(
            Offshoots names, String name, Subject subject, IssuerRef issuer) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("secretName", name);
        spec.put(
                "issuerRef",
                Map.of("group", issuer.apiGroup().orElse(GROUP), "kind", issuer.kind(), "name", issuer.name()));
        spec.put("commonName", subject.commonName());
        if (!subject.dnsNames().isEmpty()) {
            spec.put("dnsNames", subject.dnsNames());
        }
        if (!subject.addresses().isEmpty()) {
            spec.put("ipAddresses", subject.addresses());
        }
        spec.put(
                "usages",
                List.of(
                        "digital signature",
                        "key encipherment",
                        subject.use() == Subject.Use.SERVER ? "server auth" : "client auth"));
        spec.put("privateKey", Map.of("algorithm", "RSA", "size", 2048, "encoding", "PKCS8"));
        spec.put("secretTemplate", Map.of("labels", names.labels()));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API_VERSION)
                .withKind(KIND)
                .withMetadata(names.metadata(name))
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
