// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorityTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Authority AUTHORITY = Authority.create("billing-sql-ca", NOW, YEAR.multipliedBy(10));
    private static final Subject SUBJECT = Subject.server("billing-sql.shop.svc", "*.billing-sql-pods.shop.svc")
            .at("127.0.0.1");
    private static final KeyedCertificate ISSUED = AUTHORITY.issue(SUBJECT, NOW, YEAR);

    @Test
    void vouches_for_a_server_by_all_its_names() throws Exception {
        X509Certificate certificate = Pem.certificates(ISSUED.certificate()).getFirst();

        validate(certificate, AUTHORITY.certificate());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=billing-sql.shop.svc");
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("billing-sql.shop.svc", "*.billing-sql-pods.shop.svc", "127.0.0.1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        Issuance.checkPair(certificate.getPublicKey(), Pem.key(ISSUED.key()));
    }

    @Test
    void goes_on_from_what_was_kept() {
        Authority again = Authority.of(AUTHORITY.pem());

        var issued = again.issue(SUBJECT, NOW, YEAR);

        assertThat(Validity.suits(issued.certificate(), SUBJECT, AUTHORITY.certificate(), NOW))
                .isTrue();
    }

    @Test
    void does_not_go_on_with_another_key_or_without_the_right_to_issue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.of(new KeyedCertificate(AUTHORITY.certificate(), ISSUED.key())));
        assertThatIllegalArgumentException().isThrownBy(() -> Authority.of(ISSUED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.of(new KeyedCertificate("no certificate", "no key")));
    }

    @Test
    void issues_nothing_that_outlives_it() {
        var issued = AUTHORITY.issue(SUBJECT, NOW.plus(YEAR.multipliedBy(9)), YEAR.multipliedBy(2));

        assertThat(Validity.renewal(issued.certificate()).orElseThrow()).isBefore(NOW.plus(YEAR.multipliedBy(10)));
    }

    @Test
    void is_due_anew_after_two_thirds_of_its_time() {
        Instant due = Validity.renewal(ISSUED.certificate()).orElseThrow();

        assertThat(due).isBetween(NOW.plus(Duration.ofDays(243)), NOW.plus(Duration.ofDays(244)));
        assertThat(suits(SUBJECT, AUTHORITY, due.minusSeconds(1))).isTrue();
        assertThat(suits(SUBJECT, AUTHORITY, due)).isFalse();
    }

    @Test
    void does_not_suit_another_name_or_another_authority() {
        assertThat(suits(Subject.server("other.shop.svc"), AUTHORITY, NOW)).isFalse();
        assertThat(suits(SUBJECT.at("10.99.0.7"), AUTHORITY, NOW)).isFalse();
        assertThat(suits(SUBJECT, Authority.create("billing-sql-ca", NOW, YEAR), NOW))
                .isFalse();
        assertThat(Validity.suits("no certificate", SUBJECT, AUTHORITY.certificate(), NOW))
                .isFalse();
    }

    @Test
    void shows_no_key() {
        assertThat(ISSUED.toString()).doesNotContain("PRIVATE");
    }

    private static boolean suits(Subject subject, Authority authority, Instant at) {
        return Validity.suits(ISSUED.certificate(), subject, authority.certificate(), at);
    }

    private static void validate(X509Certificate certificate, String authority) throws GeneralSecurityException {
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        var anchor = new TrustAnchor(Pem.certificates(authority).getFirst(), null);
        var parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        var _ = CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
