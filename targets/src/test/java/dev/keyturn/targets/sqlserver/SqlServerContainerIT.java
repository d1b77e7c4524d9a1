// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import dev.keyturn.testkit.process.FreePorts;
import dev.keyturn.testkit.sqlserver.SqlCmd;
import dev.keyturn.testkit.sqlserver.SqlServerContainer;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import dev.keyturn.testkit.tls.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The double as it runs in a pod, with the official client, `encrypt=true` and a certificate that it checks.
@Tag("thorough")
class SqlServerContainerIT {

    private static final String PASSWORD = "Copper-Valley-2086";
    private static final int CHANGES_OF_THE_KILLED = 40;
    private static final TestCertificates CERTIFICATES = TestCertificates.issue("ip:127.0.0.1");

    @TempDir
    private Path root = Path.of("");

    private SqlServerDouble server = SqlServerDouble.start(Servers.SETUP);

    @BeforeEach
    void start() throws Exception {
        Path data = Files.createDirectories(root.resolve("var/opt/mssql/tls")).getParent();
        Files.copy(CERTIFICATES.certificate(), root.resolve("var/opt/mssql/tls/tls.crt"));
        Files.copy(CERTIFICATES.key(), root.resolve("var/opt/mssql/tls/tls.key"));
        Files.writeString(Objects.requireNonNull(data).resolve("mssql.conf"), """
            [network]
            ipaddress = 127.0.0.1
            tcpport = %d
            tlscert = /var/opt/mssql/tls/tls.crt
            tlskey = /var/opt/mssql/tls/tls.key
            """.formatted(FreePorts.one()));
        server.close();
        server = SqlServerContainer.start(environment(PASSWORD), root);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void serves_a_client_that_checks_its_certificate() throws Exception {
        try (Connection connection = open(PASSWORD)) {
            assertThat(asked(connection, "SELECT SUSER_SNAME()")).isEqualTo("sa");
            assertThat(asked(connection, "SELECT DATABASEPROPERTYEX('master', 'Updateability')"))
                    .isEqualTo("READ_WRITE");
            assertThat(asked(connection, "SELECT DATABASEPROPERTYEX('nowhere', 'Updateability')"))
                    .isEqualTo("null");
        }
    }

    @Test
    void runs_a_statement_that_its_client_prepares_at_the_second_time() throws Exception {
        try (Connection connection = open(PASSWORD);
                PreparedStatement logins =
                        connection.prepareStatement("SELECT is_disabled FROM sys.sql_logins WHERE name = ?")) {
            for (int i = 0; i < 4; i++) {
                logins.setString(1, "sa");
                try (var rows = logins.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isZero();
                }
            }
        }
    }

    @Test
    void has_temporary_tables_that_follow_the_transaction() throws Exception {
        try (Connection connection = open(PASSWORD)) {
            run(connection, "CREATE TABLE #seen (word nvarchar(20) NOT NULL, times int)");
            connection.setAutoCommit(false);
            run(connection, "INSERT INTO #seen (word, times) VALUES (N'once', 1)");
            connection.commit();
            run(connection, "INSERT INTO #seen VALUES (N'never', 0)");
            connection.rollback();

            assertThat(asked(connection, "SELECT times FROM #seen WHERE word <> N'x'"))
                    .isEqualTo("1");
            run(connection, "DROP TABLE #seen");
            assertFails(208, connection, "SELECT word FROM #seen");
        }
    }

    @Test
    void locks_by_procedure_calls() throws Exception {
        try (Connection connection = open(PASSWORD);
                Connection other = open(PASSWORD)) {
            assertThat(locked(connection)).isZero();
            assertThat(locked(other)).isEqualTo(-1);
            run(connection, "EXEC sp_releaseapplock N'deploy', 'Session'");
            assertThat(locked(other)).isZero();
        }
    }

    @Test
    void lets_a_login_wait_for_the_transaction_that_changes_it() throws Exception {
        try (Connection connection = open(PASSWORD);
                var logins = Executors.newVirtualThreadPerTaskExecutor()) {
            run(connection, "SET XACT_ABORT ON; BEGIN TRAN; ALTER LOGIN [sa] WITH PASSWORD = N'Harbor-Lantern-42'");
            Future<Boolean> waiting = logins.submit(() -> letsIn("Harbor-Lantern-42"));
            Future<Boolean> former = logins.submit(() -> letsIn(PASSWORD));

            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS));
            assertThat(former.isDone()).isFalse();
            run(connection, "COMMIT");

            assertThat(waiting.get()).isTrue();
            assertThat(former.get()).isFalse();
        }
    }

    @Test
    void says_no_to_what_it_does_not_know() throws Exception {
        try (Connection connection = open(PASSWORD)) {
            assertFails(102, connection, "BACKUP DATABASE master TO DISK = 'x'");
            assertFails(262, connection, "CREATE TABLE stays (word int)");
            assertFails(2812, connection, "EXEC sp_configure 'show advanced options', 1");
            assertFails(195, connection, "SELECT NEWID()");
            assertFails(2812, connection, "{call sp_who (?)}");
        }
    }

    @Test
    void keeps_what_was_committed_over_a_restart() throws Exception {
        try (Connection connection = open(PASSWORD)) {
            run(connection, "ALTER LOGIN [sa] WITH PASSWORD = N'Harbor-Lantern-42'");
            connection.setAutoCommit(false);
            run(connection, "CREATE LOGIN lost WITH PASSWORD = N'Harbor-Lantern-42'");
        }
        server.close();

        server = SqlServerContainer.start(environment("Quiet-Meadow-7391"), root);

        assertThatExceptionOfType(SQLServerException.class)
                .isThrownBy(() -> open("Quiet-Meadow-7391"))
                .satisfies(refused -> assertThat(refused.getErrorCode()).isEqualTo(18456));
        try (Connection connection = open("Harbor-Lantern-42")) {
            assertFails(15151, connection, "DROP LOGIN lost");
        }
    }

    @Test
    void keeps_the_last_change_when_it_is_killed_at_work() throws Exception {
        server.close();
        Process killed = startedAsProcess();
        int changes = 0;
        try (Connection connection = open(PASSWORD)) {
            for (changes = 1; changes <= CHANGES_OF_THE_KILLED; changes++) {
                run(connection, "ALTER LOGIN [sa] WITH PASSWORD = N'Harbor-Lantern-" + changes + "'");
                if (changes == CHANGES_OF_THE_KILLED / 2) {
                    var _ = Thread.startVirtualThread(killed::destroyForcibly);
                }
            }
        } catch (SQLException killedAtWork) {
            assertThat(killed.waitFor(5, TimeUnit.SECONDS))
                    .as(killedAtWork.getMessage())
                    .isTrue();
        } finally {
            killed.destroyForcibly();
        }

        server = SqlServerContainer.start(environment("Quiet-Meadow-7391"), root);

        assertThat(letsIn("Harbor-Lantern-" + (changes - 1)) || letsIn("Harbor-Lantern-" + changes))
                .as("change " + changes)
                .isTrue();
        assertThat(letsIn("Quiet-Meadow-7391")).isFalse();
    }

    @Test
    void is_asked_by_the_sqlcmd_of_its_image_as_people_ask_it() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        String query = "SET NOCOUNT ON; SELECT SUSER_SNAME()";
        List<String> arguments =
                List.of("-C", "-S", "127.0.0.1," + server.port(), "-U", "sa", "-h", "-1", "-W", "-Q", query);

        int accepted = sqlcmd(arguments, PASSWORD, out, err);
        int refused = sqlcmd(arguments, "Quiet-Meadow-7391", out, err);
        int unknown = sqlcmd(List.of("-i", "file"), PASSWORD, out, err);

        assertThat(List.of(accepted, refused, unknown)).containsExactly(0, 1, 2);
        assertThat(out).hasToString("sa" + System.lineSeparator());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("18456", "usage:")
                .doesNotContain("Quiet-Meadow");
    }

    private static int sqlcmd(
            List<String> arguments, String password, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return SqlCmd.run(
                arguments,
                Map.of("SQLCMDPASSWORD", password),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Process startedAsProcess() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SqlServerContainer.class.getName(),
                root.toString());
        builder.environment().putAll(environment(PASSWORD));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(process.inputReader().readLine()).contains("is now ready for client connections");
        return process;
    }

    private boolean letsIn(String password) {
        try (Connection connection = open(password)) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    private static Map<String, String> environment(String password) {
        return Map.of("ACCEPT_EULA", "Y", "MSSQL_PID", "Developer", "MSSQL_SA_PASSWORD", password);
    }

    private static int locked(Connection connection) throws SQLException {
        return Integer.parseInt(asked(connection, """
            DECLARE @result int;
            EXEC @result = sys.sp_getapplock @Resource = 'deploy', @LockMode = 'Exclusive', @LockOwner = 'Session',
                           @LockTimeout = 0;
            SELECT @result"""));
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    private static String asked(Connection connection, String question) throws SQLException {
        try (var open = connection.createStatement();
                var rows = open.executeQuery(question)) {
            assertThat(rows.next()).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void assertFails(int number, Connection connection, String statement) {
        assertThatExceptionOfType(SQLServerException.class)
                .isThrownBy(() -> {
                    try (var call = connection.prepareCall(statement)) {
                        if (statement.contains("?")) {
                            call.setString(1, "x");
                        }
                        call.execute();
                    }
                })
                .satisfies(error -> assertThat(error.getErrorCode()).isEqualTo(number));
    }

    private Connection open(String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("serverName", "127.0.0.1");
        properties.setProperty("portNumber", String.valueOf(server.port()));
        properties.setProperty("user", "sa");
        properties.setProperty("password", password);
        properties.setProperty("encrypt", "true");
        properties.setProperty("trustServerCertificate", "false");
        properties.setProperty("trustStore", trusted().toString());
        properties.setProperty("trustStorePassword", "of-a-test");
        properties.setProperty("connectRetryCount", "0");
        return Objects.requireNonNull(new SQLServerDriver().connect("jdbc:sqlserver://", properties));
    }

    private Path trusted() {
        Path file = root.resolve("trusted.p12");
        try (InputStream pem = Files.newInputStream(CERTIFICATES.authority());
                OutputStream out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, "of-a-test".toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Could not write " + file, e);
        }
    }
}
