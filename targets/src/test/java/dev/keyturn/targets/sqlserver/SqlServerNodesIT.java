// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.testkit.sqlserver.Encryption;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import dev.keyturn.testkit.tls.TestCertificates;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Reached by address, as a pod is, with a certificate of the service's name.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerNodesIT {

    private static final String NAME = "billing-sql.shop.svc";

    private final TestCertificates certificates = TestCertificates.issue("dns:" + NAME);
    private final SqlServerDouble server =
            SqlServerDouble.start(Servers.SETUP.encrypted(Encryption.OFFERED, certificates));
    private final Tls known = new Tls.On(true, Optional.of(certificates.authorityPem()), Optional.of(NAME));

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void logs_in_and_writes_over_tls() throws Exception {
        try (NodeSession session = open(known, Servers.SA_PASSWORD)) {
            session.checkWrite();
            session.checkWrite();
        }

        assertThat(server.log()).anyMatch(statement -> statement.contains("CREATE TABLE #"));
    }

    @Test
    void tells_a_wrong_password() {
        assertThat(refusal(known, "not-the-password").reason()).isEqualTo(Reason.WRONG_PASSWORD);
    }

    @Test
    void believes_no_other_name_and_no_other_authority() {
        var named = new Tls.On(true, Optional.of(certificates.authorityPem()), Optional.of("other.shop.svc"));
        var issued = new Tls.On(
                true, Optional.of(TestCertificates.issue("dns:" + NAME).authorityPem()), Optional.of(NAME));

        assertThat(refusal(named, Servers.SA_PASSWORD).code()).isEqualTo("TLS");
        assertThat(refusal(issued, Servers.SA_PASSWORD).code()).isEqualTo("TLS");
    }

    @Test
    void does_not_connect_without_tls() {
        assertThat(refusal(new Tls.Off(), Servers.SA_PASSWORD).code()).isEqualTo("TLS");
    }

    private Refused refusal(Tls tls, String password) {
        return catchThrowableOfType(Refused.class, () -> open(tls, password));
    }

    private NodeSession open(Tls tls, String password) throws Exception {
        var login = Login.of(new AccountName("sa"), Password.of(password));
        return new SqlServerNodes()
                .open(new Endpoint("127.0.0.1", server.port()), tls, login, () -> Duration.ofSeconds(10));
    }
}
