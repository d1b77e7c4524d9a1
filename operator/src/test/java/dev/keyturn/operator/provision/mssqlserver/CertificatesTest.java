// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Tls;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.provision.Ground;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final MemoryCertificates kept = new MemoryCertificates();
    private Instant now = NOW;
    private final Certificates certificates = new Certificates(kept, () -> now);

    @Test
    void makes_an_authority_and_two_certificates_once() {
        Ground first = lay(false);
        Map<String, Secret> written = Map.copyOf(kept.secrets);

        Ground second = lay(false);

        assertThat(written).containsOnlyKeys("billing-sql-ca", "billing-sql-server-cert", "billing-sql-client-cert");
        assertThat(written.values()).allSatisfy(secret -> {
            assertThat(secret.getType()).isEqualTo("kubernetes.io/tls");
            assertThat(secret.getData()).containsOnlyKeys("tls.crt", "tls.key", "ca.crt");
            assertThat(secret.getMetadata().getLabels()).containsEntry("app.kubernetes.io/instance", "billing-sql");
            assertThat(secret.getMetadata().getOwnerReferences())
                    .extracting(OwnerReference::getUid)
                    .containsExactly("0f0e0d0c-uid");
        });
        assertThat(kept.secrets).isEqualTo(written);
        assertThat(second.tls()).isEqualTo(first.tls());
        assertThat(first.tls())
                .isEqualTo(new Tls.On(
                        true, Optional.of(written("billing-sql-ca", "tls.crt")), Optional.of("billing-sql.shop.svc")));
    }

    @Test
    void says_that_an_issuer_is_missing_and_stands_in_for_it() {
        Ground ground = lay(false);

        assertThat(ground.missing()).isEmpty();
        assertThat(ground.warnings()).extracting(Ground.Said::reason).containsExactly("IssuerUnavailable");
        assertThat(ground.warnings().getFirst().message()).contains("Issuer shop-ca");
    }

    @Test
    void makes_nothing_where_clients_trust_an_issuer_that_is_missing() {
        Ground ground = lay(true);

        assertThat(ground.missing()).map(Ground.Said::reason).contains("IssuerUnavailable");
        assertThat(ground.missing().orElseThrow().message()).contains("Issuer shop-ca", "cert-manager is not there");
        assertThat(kept.secrets).isEmpty();
    }

    @Test
    void asks_the_issuer_and_waits_for_it() {
        kept.served = true;

        Ground waiting = lay(true);
        kept.secrets.put("billing-sql-server-cert", issued());
        Ground ready = lay(true);

        assertThat(kept.applied)
                .filteredOn(certificate -> certificate.getMetadata().getName().equals("billing-sql-server-cert"))
                .first()
                .isInstanceOfSatisfying(GenericKubernetesResource.class, certificate -> {
                    assertThat(certificate.<String>get("spec", "secretName")).isEqualTo("billing-sql-server-cert");
                    assertThat(certificate.<String>get("spec", "issuerRef", "name"))
                            .isEqualTo("shop-ca");
                    assertThat(certificate.<String>get("spec", "privateKey", "encoding"))
                            .isEqualTo("PKCS8");
                });
        assertThat(waiting.missing()).map(Ground.Said::reason).contains("CertificateNotReady");
        assertThat(ready.missing()).isEmpty();
        assertThat(ready.tls())
                .isEqualTo(new Tls.On(true, Optional.of("authority\n"), Optional.of("billing-sql.shop.svc")));
    }

    @Test
    void says_that_an_issuer_is_switched_on_and_missing() {
        kept.served = true;
        kept.takes = false;

        Ground ground = lay(false);

        assertThat(ground.missing()).map(Ground.Said::reason).contains("IssuerUnavailable");
        assertThat(ground.missing().orElseThrow().message()).contains("--cert-manager auto");
    }

    @Test
    void renews_a_certificate_in_time_and_keeps_the_authority() {
        Ground first = lay(false);
        String authority = written("billing-sql-ca", "tls.crt");
        String certificate = written("billing-sql-server-cert", "tls.crt");

        now = NOW.plus(Duration.ofDays(250));
        Ground later = lay(false);

        assertThat(written("billing-sql-server-cert", "tls.crt")).isNotEqualTo(certificate);
        assertThat(written("billing-sql-ca", "tls.crt")).isEqualTo(authority);
        assertThat(later.tls()).isEqualTo(first.tls());
    }

    @Test
    void touches_no_secret_of_somebody_else() {
        var foreign = new SecretBuilder()
                .withNewMetadata()
                .withName("billing-sql-server-cert")
                .endMetadata()
                .build();
        kept.secrets.put("billing-sql-server-cert", foreign);

        Ground ground = lay(false);

        assertThat(ground.missing().orElseThrow().message()).contains("billing-sql-server-cert", "somebody else");
        assertThat(kept.secrets).containsOnlyKeys("billing-sql-server-cert");
    }

    @Test
    void takes_back_what_outlived_a_halt() {
        Ground first = lay(false);
        kept.secrets.replaceAll((_, secret) -> new SecretBuilder(secret)
                .editMetadata()
                .withOwnerReferences(List.of())
                .endMetadata()
                .build());

        Ground again = lay(false);

        assertThat(again.tls()).isEqualTo(first.tls());
        assertThat(kept.secrets.values())
                .allSatisfy(secret ->
                        assertThat(secret.getMetadata().getOwnerReferences()).hasSize(1));
    }

    @Test
    void does_not_replace_an_authority_that_it_cannot_read() {
        var _ = lay(false);
        Secret broken = new SecretBuilder(kept.secrets.get("billing-sql-ca"))
                .addToData("tls.key", "bm8ga2V5")
                .build();
        kept.secrets.put("billing-sql-ca", broken);

        Ground ground = lay(false);

        assertThat(ground.missing().orElseThrow().message()).contains("billing-sql-ca cannot be used");
        assertThat(kept.secrets.get("billing-sql-ca")).isEqualTo(broken);
    }

    private Ground lay(boolean clientTls) {
        MSSQLServer database = Samples.database();
        var spec = Samples.read(Samples.yaml(clientTls)).getSpec();
        return certificates.lay(spec, Offshoots.of(database));
    }

    private static Secret issued() {
        return new SecretBuilder()
                .addToData("tls.crt", encoded("certificate"))
                .addToData("tls.key", encoded("key"))
                .addToData("ca.crt", encoded("authority"))
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String written(String secret, String key) {
        String encoded =
                Objects.requireNonNull(kept.secrets.get(secret)).getData().get(key);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
