// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.sqlserver.Encryption;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import dev.keyturn.testkit.tls.TestCertificates;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerTlsIT {

    private final TestCertificates certificates = TestCertificates.issue("ip:127.0.0.1");
    private final SqlServerDouble required = Servers.start(Servers.SETUP.encrypted(Encryption.REQUIRED, certificates));
    private final SqlServerDouble offered = Servers.start(Servers.SETUP.encrypted(Encryption.OFFERED, certificates));
    private final SqlServerDouble without = Servers.start(Servers.SETUP);
    private final Tls verified = new Tls.On(true, Optional.of(certificates.authorityPem()));

    @AfterAll
    void stop() {
        required.close();
        offered.close();
        without.close();
    }

    @Test
    void changes_and_proves_over_tls_with_the_authority_of_the_connection() throws Exception {
        for (SqlServerDouble server : new SqlServerDouble[] {required, offered}) {
            Credential next = Servers.found(server, "over_tls");
            Visits visits = Visits.to(server).over(verified, "127.0.0.1");

            visits.apply(next);

            assertThat(visits.accepts(next)).isTrue();
        }
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
        Visits visits = Visits.to(required).over(new Tls.On(false, Optional.empty()), "localhost");

        try (SqlServerTarget target = visits.open()) {
            assertThat(target.nodes().required()).hasSize(1);
        }
    }

    @Test
    void lets_the_server_encrypt_what_the_connection_does_not_ask_for() throws Exception {
        for (SqlServerDouble server : new SqlServerDouble[] {required, offered}) {
            try (SqlServerTarget target =
                    Visits.to(server).over(new Tls.Off(), "127.0.0.1").open()) {
                assertThat(target.nodes().required()).hasSize(1);
            }
        }
    }

    /// The client library does not tell this silence from another one.
    @Test
    void never_falls_back_to_plaintext() {
        Throwable trouble = catchThrowable(
                () -> Visits.to(without).over(verified, "127.0.0.1").open());

        assertThat(trouble).isInstanceOf(Unanswered.class).hasMessageContaining("sslEnabled");
        assertThat(without.log()).isEmpty();
    }

    private Refused trouble(Tls tls, String host) {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> Visits.to(required).over(tls, host).open());
        assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN);
        assertThat(refused.code()).isEqualTo("TLS");
        return refused;
    }
}
