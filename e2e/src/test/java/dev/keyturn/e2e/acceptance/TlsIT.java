// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Api;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.tls.TestCertificates;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/// TLS of the server, and of the connections that it opens.
class TlsIT {

    private static final TestCertificates CERTIFICATES = TestCertificates.issue("ip:127.0.0.1", "dns:localhost");

    @Test
    void listens_with_tls_also_beyond_loopback() {
        var setup = ServerSetup.fresh()
                .only(
                        "--listen",
                        "0.0.0.0:0",
                        "--tls-cert",
                        CERTIFICATES.certificate().toString(),
                        "--tls-key",
                        CERTIFICATES.key().toString());
        try (var server = KeyturnServer.start(setup)) {
            assertThat(server.address().getScheme()).isEqualTo("https");
            var http =
                    HttpClient.newBuilder().sslContext(CERTIFICATES.context()).build();
            var local =
                    java.net.URI.create("https://127.0.0.1:" + server.address().getPort());

            assertThat(new Api(() -> local, http, List.of()).get("/api/status")).isOk();
        }
    }

    @Test
    void rotates_a_redis_that_speaks_tls_under_the_authority_that_the_connection_names() {
        var installation = Store.SQLITE.installation();
        var project = installation.project("tls");
        try (var redis = RedisServer.start(
                RedisSetup.with(RedisBinary.chosen()).account(Stage.ROTATOR).tls(CERTIFICATES))) {
            var body = project.connectionBody("tls", redis.port(), Stage.ROTATOR);
            body.withObject("/credentials")
                    .put("sslEnabled", true)
                    .put("sslRejectUnauthorized", true)
                    .put("sslCertificate", CERTIFICATES.authorityPem());
            var trusting = project.connect(body);
            body.put("name", "distrusting").withObject("/credentials").remove("sslCertificate");

            assertThat(trusting).isOk();
            assertThat(project.connect(body)).isBadRequest();
            var rotation = project.rotation("tls", trusting.text("/appConnection/id"));
            assertThat(rotation.rotate()).isOk();
            assertThat(redis.accepts(
                            rotation.published().username(),
                            rotation.published().password()))
                    .isTrue();
        }
    }
}
