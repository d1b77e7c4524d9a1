// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Api;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.Packaged;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The process itself (§15.1): its folder, its key, its exit codes.
class ProcessIT {

    private static final String SECRET = "do-not-show-me";

    @Test
    void ends_with_0_on_sigterm_and_finds_everything_again() throws IOException {
        var setup = ServerSetup.fresh();
        try (var server = KeyturnServer.start(setup)) {
            var project = Installation.open(server).project("kept");
            project.createSecret("KEPT", "value").ok();
            assertThat(permissions(setup.data())).isEqualTo("rwx------");
            assertThat(permissions(setup.data().resolve("root.key"))).isEqualTo("rw-------");

            assertThat(server.stop()).isZero();
            server.restart();

            assertThat(project.secretValue("KEPT")).isEqualTo("value");
            assertRefusesASecondProcess(setup);
            assertThat(server.stop()).isZero();
            assertNeedsItsRootKey(setup);
        }
    }

    private static void assertRefusesASecondProcess(ServerSetup setup) {
        var second = KeyturnServer.refused(setup);

        assertThat(second.exitCode()).isBetween(1, 2);
        assertThat(second.text()).contains(setup.data().toString()).doesNotContain("\tat ");
    }

    private static void assertNeedsItsRootKey(ServerSetup setup) throws IOException {
        Path key = setup.data().resolve("root.key");
        byte[] right = Files.readAllBytes(key);
        var before = Files.readAllBytes(database(setup.data()));

        Files.delete(key);
        var missing = KeyturnServer.refused(setup);
        boolean madeAnew = Files.exists(key);
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
        var other = KeyturnServer.refused(setup);

        assertThat(madeAnew).as("a new key would hide the loss").isFalse();
        assertThat(missing.exitCode()).isBetween(1, 2);
        assertThat(missing.text()).contains("root key", "fingerprint").doesNotContain("\tat ");
        assertThat(other.exitCode()).isBetween(1, 2);
        assertThat(other.text()).contains("root key", "fingerprint").doesNotContain("\tat ");
        assertThat(Files.readAllBytes(database(setup.data()))).isEqualTo(before);
        Files.write(key, right);
        try (var again = KeyturnServer.start(setup)) {
            assertThat(Api.at(again::address).get("/readyz")).isOk();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--listen=0.0.0.0:0",
                "--listen=nonsense",
                "--listen=127.0.0.1:99999",
                "--no-such-option",
                "--log-level=loud",
                "--tls-cert=missing.pem"
            })
    void ends_with_2_on_wrong_usage_and_says_which(String option) {
        var ended = KeyturnServer.refused(ServerSetup.fresh().only(option));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.text())
                .contains(option.substring(2, option.indexOf('=') < 0 ? option.length() : option.indexOf('=')))
                .doesNotContain("\tat ");
    }

    @Test
    void refuses_a_password_in_the_address_of_the_store_without_repeating_it() {
        var inQuery = KeyturnServer.refused(
                ServerSetup.fresh().with("--store", "jdbc:postgresql://127.0.0.1:1/kt?user=kt&password=" + SECRET));
        var inAuthority = KeyturnServer.refused(
                ServerSetup.fresh().with("--store", "jdbc:postgresql://kt:" + SECRET + "@127.0.0.1:1/kt"));

        for (var ended : new Packaged.Ended[] {inQuery, inAuthority}) {
            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.text())
                    .contains("password", "KEYTURN_STORE_PASSWORD")
                    .doesNotContain(SECRET, "\tat ");
        }
    }

    @Test
    void refuses_a_cluster_store_without_a_root_key() {
        var ended = KeyturnServer.refused(ServerSetup.fresh().with("--store", "jdbc:postgresql://127.0.0.1:1/kt"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.text()).contains("root-key-file").doesNotContain("\tat ");
    }

    @Test
    void ends_with_1_when_its_store_cannot_be_reached() {
        var ended = KeyturnServer.refused(ServerSetup.fresh()
                .with("--store", "jdbc:postgresql://127.0.0.1:1/kt", "--root-key-file", PostgresStore.rootKey() + "")
                .environment("KEYTURN_STORE_PASSWORD", SECRET));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text()).contains("127.0.0.1:1").doesNotContain(SECRET);
    }

    @Test
    void commands_end_with_0_for_help_and_2_for_nonsense() {
        assertThat(Packaged.run(Map.of(), "--help").exitCode()).isZero();
        assertThat(Packaged.run(Map.of(), "server", "--help").text()).contains("--listen", "--data", "--store");
        assertThat(Packaged.run(Map.of()).exitCode()).isEqualTo(2);
        assertThat(Packaged.run(Map.of(), "rotate-everything").exitCode()).isEqualTo(2);
    }

    @Test
    void takes_its_root_key_from_the_environment_and_writes_none() {
        var setup = ServerSetup.in(TemporaryFolder.create("keyturn-e2e").resolve("data"))
                .environment("KEYTURN_ROOT_KEY", Base64.getEncoder().encodeToString(new byte[32]))
                .environment("KEYTURN_LOG_FORMAT", "json");
        try (var server = KeyturnServer.start(setup)) {
            assertThat(Api.at(server::address).get("/readyz")).isOk();
            assertThat(setup.data().resolve("root.key")).doesNotExist();
        }
    }

    private static Path database(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
