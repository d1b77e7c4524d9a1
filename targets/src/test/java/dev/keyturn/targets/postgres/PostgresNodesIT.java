// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

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
import dev.keyturn.testkit.postgres.PostgresServer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresNodesIT {

    @ParameterizedTest
    @MethodSource("dev.keyturn.targets.postgres.Servers#majors")
    void writes_without_leaving_an_object_and_tells_a_wrong_password(int major) throws Exception {
        var server = Servers.of(major);
        String before = wal(server);

        try (NodeSession session = open(server, server.setup().superuserPassword())) {
            session.checkWrite();
        }

        assertThat(wal(server)).isNotEqualTo(before);
        var refused = catchThrowableOfType(Refused.class, () -> open(server, "not-the-password"));
        assertThat(refused.reason()).isEqualTo(Reason.WRONG_PASSWORD);
    }

    private static String wal(PostgresServer server) {
        return server.rows("SELECT pg_current_wal_insert_lsn()::text").getFirst();
    }

    private static NodeSession open(PostgresServer server, String password) throws Exception {
        var login = Login.of(new AccountName(PostgresServer.SUPERUSER), Password.of(password));
        return new PostgresNodes()
                .open(new Endpoint("127.0.0.1", server.port()), new Tls.Off(), login, () -> Duration.ofSeconds(10));
    }
}
