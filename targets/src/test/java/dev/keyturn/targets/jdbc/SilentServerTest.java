// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.postgres.PostgresNodes;
import dev.keyturn.targets.sqlserver.SqlServerNodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A server whose processes are frozen: the kernel takes the connection, and nobody ever answers.
class SilentServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    static Stream<Arguments> drivers() {
        return Stream.of(
                arguments(new PostgresNodes(), new Tls.Off()),
                arguments(new SqlServerNodes(), new Tls.On(true, Optional.empty())));
    }

    /// Without a limit of its own this test would not end; the limit is ten times what it takes.
    @ParameterizedTest
    @MethodSource("drivers")
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_login_to_it_ends_with_the_deadline(NodeDriver driver, Tls tls) throws IOException {
        var login = Login.of(new AccountName("app"), Password.of("a-password"));
        try (var silent = new ServerSocket(0, 8, LOOPBACK)) {
            var at = new Endpoint("127.0.0.1", silent.getLocalPort());

            assertThatExceptionOfType(Unanswered.class)
                    .isThrownBy(() -> driver.open(at, tls, login, () -> Duration.ofSeconds(1)));
        }
    }
}
