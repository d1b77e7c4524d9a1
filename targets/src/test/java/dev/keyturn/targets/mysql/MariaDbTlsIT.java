// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import dev.keyturn.testkit.tls.TestCertificates;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnMariaDb
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbTlsIT {

    private final TestCertificates certificates = TestCertificates.issue("ip:127.0.0.1");
    private final MariaDbServer server =
            Servers.withAdmin(MariaDbServer.start(Servers.setup().tls(certificates)));
    private final Visits visits = Visits.to(server);
    private final Tls verified = new Tls.On(true, Optional.of(certificates.authorityPem()));

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void changes_and_proves_over_tls_with_the_authority_of_the_connection() throws Exception {
        server.admin("CREATE USER only_with_tls IDENTIFIED BY 'a' REQUIRE SSL");
        Credential next = Servers.found("only_with_tls");
        Visits secured = visits.over(verified, "127.0.0.1");

        secured.apply(next);

        assertThat(secured.preflight(next)).isEmpty();
        assertThat(secured.accepts(next)).isTrue();
        Refused plain = catchThrowableOfType(Refused.class, () -> visits.accepts(next));
        assertThat(plain.reason()).isEqualTo(Reason.ACCOUNT);
        assertThat(plain).hasMessageContaining("demands TLS");
    }

    @Test
    void refuses_a_certificate_of_another_name_and_says_what_to_do() {
        assertThat(trouble(verified, "localhost")).hasMessageContaining("does not name \"localhost\"");
    }

    @Test
    void refuses_a_certificate_of_an_unknown_authority() {
        assertThat(trouble(new Tls.On(true, Optional.empty()), "127.0.0.1"))
                .hasMessageContaining("not issued by a trusted authority");
    }

    @Test
    void encrypts_without_asking_who_it_is_where_verification_is_off() throws Exception {
        server.admin("CREATE USER encrypted IDENTIFIED BY 'a' REQUIRE SSL");
        Credential next = Servers.found("encrypted");
        Visits unverified = visits.over(new Tls.On(false, Optional.empty()), "localhost");

        unverified.apply(next);

        assertThat(unverified.accepts(next)).isTrue();
    }

    @Test
    void never_falls_back_to_plaintext() {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> Visits.to(Servers.shared()).over(verified, "127.0.0.1").open());

        assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN);
        assertThat(refused).hasMessageContaining("does not offer TLS");
    }

    private Refused trouble(Tls tls, String host) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> visits.over(tls, host).open());
        assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN);
        assertThat(refused.code()).isEqualTo("TLS");
        return refused;
    }
}
