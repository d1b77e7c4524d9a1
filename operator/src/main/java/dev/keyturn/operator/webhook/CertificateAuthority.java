// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import dev.keyturn.operator.certificate.Authority;
import dev.keyturn.operator.certificate.KeyedCertificate;
import dev.keyturn.operator.certificate.Validity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The authority of the webhook, in a Secret of the operator's namespace: all processes share it, each has
/// a certificate of its own from it, which only lives in memory. After a renewal the former authority stays
/// beside the new one, so that a process that has not noticed yet is still trusted.
final class CertificateAuthority {

    static final String SECRET = "keyturn-operator-webhook-ca";

    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String COMMON_NAME = "keyturn-operator webhook";
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final String END = "-----END CERTIFICATE-----\n";

    private final KubernetesClient client;
    private final String namespace;

    CertificateAuthority(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// The authority, made or renewed where that is due. Whoever writes second reads what the first wrote.
    Authority current(Instant now) {
        var stored = read();
        if (stored.isEmpty()) {
            return created(Authority.create(COMMON_NAME, now, VALIDITY).pem());
        }
        var authority = authority(stored.get());
        boolean due =
                Validity.renewal(authority.certificate()).filter(now::isBefore).isEmpty();
        return due ? renewed(stored.get(), authority, now) : authority;
    }

    private Authority created(KeyedCertificate fresh) {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(SECRET)
                .addToLabels("app.kubernetes.io/part-of", "keyturn")
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(encoded(fresh))
                .build();
        return written(() -> client.resource(secret).create());
    }

    private Authority renewed(Secret stored, Authority former, Instant now) {
        var fresh = Authority.create(COMMON_NAME, now, VALIDITY).pem();
        var both = new KeyedCertificate(fresh.certificate() + first(former.certificate()), fresh.key());
        var patch = new SecretBuilder()
                .withNewMetadata()
                .withResourceVersion(stored.getMetadata().getResourceVersion())
                .endMetadata()
                .withData(encoded(both))
                .build();
        return written(() -> client.secrets()
                .inNamespace(namespace)
                .withName(SECRET)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(patch)));
    }

    private Authority written(Runnable write) {
        try {
            write.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
        return authority(read().orElseThrow(() ->
                new IllegalStateException("Secret " + namespace + "/" + SECRET + " went while it was written")));
    }

    private Optional<Secret> read() {
        return Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(SECRET).get());
    }

    private Authority authority(Secret secret) {
        try {
            return Authority.of(new KeyedCertificate(decoded(secret, CERTIFICATE), decoded(secret, KEY)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Secret " + namespace + "/" + SECRET + " holds no authority of ours: " + e.getMessage()
                            + "; delete it, then a new one is made",
                    e);
        }
    }

    private static String first(String certificates) {
        int end = certificates.indexOf(END);
        return end < 0 ? certificates : certificates.substring(0, end + END.length());
    }

    private static Map<String, String> encoded(KeyedCertificate pem) {
        return Map.of(CERTIFICATE, encoded(pem.certificate()), KEY, encoded(pem.key()));
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(Secret secret, String key) {
        var data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
        return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.US_ASCII);
    }
}
