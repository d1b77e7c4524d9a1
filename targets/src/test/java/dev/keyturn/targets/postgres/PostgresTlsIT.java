// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import dev.keyturn.testkit.tls.TestCertificates;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTlsIT {

    private final TestCertificates certificates = TestCertificates.issue("ip:127.0.0.1");
    private final PostgresServer server = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded())
            .tls(certificates)
            .access("hostnossl all only_with_tls 127.0.0.1/32 reject"));
    private final Visits visits = Visits.asSuperuser(server);
    private final Tls verified = new Tls.On(true, Optional.of(certificates.authorityPem()));

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void changes_and_proves_over_tls_with_the_authority_of_the_connection() throws Exception {
        server.admin("CREATE ROLE only_with_tls LOGIN");
        Credential next = Servers.credential("only_with_tls", Origin.FOUND, AccountRules.none());
        Visits secured = visits.over(verified, "127.0.0.1");

        secured.apply(next);

        assertThat(secured.accepts(next)).isTrue();
        assertThat(catchThrowableOfType(Refused.class, () -> visits.accepts(next))
                        .reason())
                .isEqualTo(Reason.ACCOUNT);
    }

    @Test
    void refuses_a_certificate_of_another_name_and_says_what_to_do() {
        Refused refused = trouble(verified, "localhost");

        assertThat(refused).hasMessageContaining("does not name \"localhost\"");
    }

    @Test
    void refuses_a_certificate_of_an_unknown_authority() {
        Refused refused = trouble(new Tls.On(true, Optional.empty()), "127.0.0.1");

        assertThat(refused).hasMessageContaining("not issued by a trusted authority");
    }

    @Test
    void encrypts_without_asking_who_it_is_where_verification_is_off() throws Exception {
        try (PostgresTarget target =
                visits.over(new Tls.On(false, Optional.empty()), "localhost").open()) {
            assertThat(target.nodes().required()).hasSize(1);
        }
        assertThat(server.logUntilNow()).anyMatch(line -> line.contains("SSL enabled"));
    }

    @Test
    void never_falls_back_to_plaintext() {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> Visits.to(Servers.of(18)).over(verified, "127.0.0.1").open());

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
