// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Api;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.Network;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The first start (§7.1): who may open an installation, and how often.
class BootstrapIT {

    private static final String PATH = "/api/v1/admin/bootstrap";

    @Test
    void opens_once_and_from_elsewhere_with_the_setup_token_only() throws IOException {
        assumeTrue(Network.outward().isPresent(), "this machine has no address besides loopback");
        String host = Network.outward().orElseThrow().getHostAddress();
        var setup = ServerSetup.fresh().only("--listen", host + ":0", "--insecure-http");
        try (var server = KeyturnServer.start(setup)) {
            Path file = setup.data().resolve("setup-token");
            String token = Files.readString(file).strip();
            var api = Api.at(server::address);

            assertThat(permissions(file)).isEqualTo("rw-------");
            assertThat(api.post(PATH, Installation.bootstrap())).hasStatus(403);
            assertThat(api.header("x-keyturn-setup-token", token + "x").post(PATH, Installation.bootstrap()))
                    .hasStatus(403)
                    .neverSays(token);
            assertThat(api.header("X-Forwarded-For", "127.0.0.1").post(PATH, Installation.bootstrap()))
                    .hasStatus(403);

            assertOpened(api.header("x-keyturn-setup-token", token).post(PATH, Installation.bootstrap()));

            assertThat(file).doesNotExist();
            assertThat(api.header("x-keyturn-setup-token", token).post(PATH, Installation.bootstrap()))
                    .isBadRequest();
        }
    }

    @Test
    void over_loopback_it_opens_once_and_checks_its_fields() {
        try (var server = KeyturnServer.start(ServerSetup.fresh().without("ALLOW_INTERNAL_IP_CONNECTIONS"))) {
            var api = Api.at(server::address);

            assertThat(api.post(PATH, Json.merged(Installation.bootstrap(), "{\"password\": \"too-short\"}")))
                    .hasIssue("too_small", "password")
                    .neverSays("too-short");
            assertThat(api.post(PATH, Json.object("{}"))).hasIssue("invalid_type", "email");
            var opened = api.post(PATH, Installation.bootstrap());

            assertOpened(opened);
            assertThat(server.setup().data().resolve("setup-token")).doesNotExist();
            assertThat(api.post(PATH, Installation.bootstrap())).isBadRequest();
            var installation = new Installation(
                    server, api.as(opened.text("/identity/credentials/token")), "", opened.text("/organization/id"));
            assertRefusesInternalTargets(installation.project("internal"));
        }
    }

    @Test
    void a_server_opens_itself_from_its_environment() throws IOException {
        Path folder = TemporaryFolder.create("keyturn-bootstrap");
        Path password = Files.writeString(folder.resolve("password"), Installation.PASSWORD);
        Path token = folder.resolve("token");
        var setup = ServerSetup.fresh()
                .environment("KEYTURN_BOOTSTRAP_EMAIL", Installation.EMAIL)
                .environment("KEYTURN_BOOTSTRAP_PASSWORD_FILE", password.toString())
                .environment("KEYTURN_BOOTSTRAP_ORGANIZATION", "Shop")
                .environment("KEYTURN_BOOTSTRAP_TOKEN_FILE", token.toString());
        try (var server = KeyturnServer.start(setup)) {
            var api = Api.at(server::address);

            assertThat(permissions(token)).isEqualTo("rw-------");
            assertThat(api.as(Files.readString(token).strip()).get("/api/v2/secret-rotations/options"))
                    .isOk();
            assertThat(api.post(PATH, Installation.bootstrap())).isBadRequest();
            assertThat(server.stop()).isZero();
            server.restart();
            assertThat(api.as(Files.readString(token).strip()).get("/api/v2/secret-rotations/options"))
                    .isOk();
        }
    }

    private static void assertOpened(Answer opened) {
        assertThat(opened)
                .isOk()
                .has("/user/email", Installation.EMAIL)
                .has("/user/superAdmin", true)
                .has("/organization/name", "Shop")
                .neverSays(Installation.PASSWORD);
        assertThat(Json.keys(opened.json())).containsExactly("identity", "message", "organization", "user");
        assertThat(Json.keys(opened.at("/user"))).containsExactly("email", "id", "superAdmin", "username");
        assertThat(Json.keys(opened.at("/organization"))).containsExactly("id", "name", "slug");
        assertThat(Json.keys(opened.at("/identity"))).containsExactly("credentials", "id", "name");
        assertThat(opened.text("/identity/credentials/token")).isNotBlank().doesNotStartWith("st.");
    }

    /// §6, where a server is started without the permission that all others have.
    private static void assertRefusesInternalTargets(Project project) {
        for (String host : List.of("127.0.0.1", "localhost", "10.1.2.3", "0.0.0.0", "::1", "::ffff:127.0.0.1")) {
            var body = Json.merged(
                    project.connectionBody("internal", 6379, Stage.ROTATOR), "{\"credentials\": {\"host\": %s}}", host);

            assertThat(project.connect(body))
                    .isBadRequest()
                    .says("ALLOW_INTERNAL_IP_CONNECTIONS", "KEYTURN_ALLOWED_NETWORKS");
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
