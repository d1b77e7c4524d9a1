// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.refusal;
import static dev.keyturn.targets.redis.Visitor.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.tls.TestCertificates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisTlsIT {

    private static final TestCertificates NAMED_LOCALHOST = TestCertificates.issue("dns:localhost");
    private static final TestCertificates STRANGER = TestCertificates.issue("dns:localhost");
    private static final RedisServer SERVER =
            RedisServer.start(RedisSetup.with(RedisBinary.chosen()).tls(NAMED_LOCALHOST));
    private static final Tls VERIFIED = new Tls.On(true, Optional.of(NAMED_LOCALHOST.authorityPem()));

    @AfterAll
    static void stop_the_server() {
        SERVER.close();
    }

    @Test
    void rotates_behind_a_certificate_of_the_given_authority() throws Exception {
        var next = RedisEngine.candidate("~*", "+get");
        try (Beside target = visitor("localhost", VERIFIED).open()) {
            var node = node(target, SERVER);

            target.apply(node, next, new Keep.Shut());
            target.verify(node, next);
            target.retire(node, next, new Keep.Gone());

            assertThat(refusal(() -> target.verify(node, next)).reason()).isEqualTo(Reason.WRONG_PASSWORD);
        }
    }

    @Test
    void refuses_a_certificate_of_another_authority() {
        var refused = refusal(visitor("localhost", new Tls.On(true, Optional.of(STRANGER.authorityPem())))::open);

        assertThat(refused.code()).isEqualTo("TLS");
        assertThat(refused).hasMessageContaining("not issued by a trusted authority");
    }

    @Test
    void refuses_a_certificate_that_the_platform_does_not_trust() {
        var refused = refusal(visitor("localhost", new Tls.On(true, Optional.empty()))::open);

        assertThat(refused).hasMessageContaining("not issued by a trusted authority");
    }

    @Test
    void refuses_a_certificate_that_names_another_host() {
        var refused = refusal(visitor("127.0.0.1", VERIFIED)::open);

        assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN);
        assertThat(refused).hasMessageContaining("does not name \"127.0.0.1\"");
    }

    @Test
    void takes_any_certificate_where_verification_is_off() throws Exception {
        try (Beside target =
                visitor("127.0.0.1", new Tls.On(false, Optional.empty())).open()) {
            assertThat(target.nodes().required()).hasSize(1);
        }
    }

    @Test
    void refuses_a_certificate_authority_that_is_no_pem_text() {
        var refused = refusal(visitor("localhost", new Tls.On(true, Optional.of("MIIB")))::open);

        assertThat(refused).hasMessageContaining("has to be PEM text");
    }

    @Test
    void never_falls_back_to_plain_text() {
        try (var plain = RedisServer.start(RedisSetup.with(RedisBinary.chosen()))) {
            var where = new Connection(new Endpoint("localhost", plain.port()), Optional.empty(), VERIFIED, List.of());
            long logins = connections(plain);

            var trouble =
                    Visitor.trouble(Visitor.as(plain.setup().admin(), where).impatient(Duration.ofMillis(200))::open);

            assertThat(trouble).get().satisfies(no -> assertThat(no.code()).isIn("TLS", "TIMEOUT"));
            assertThat(plain.admin("INFO", "commandstats").text()).doesNotContain("cmdstat_hello");
            assertThat(connections(plain)).isGreaterThan(logins);
        }
    }

    @Test
    void says_unanswered_where_it_speaks_plain_text_to_a_tls_port() {
        assertThat(silence(visitor("localhost", new Tls.Off())::open).node()).isPresent();
    }

    private static long connections(RedisServer server) {
        return server.admin("INFO", "stats")
                .text()
                .lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    private static Visitor visitor(String host, Tls tls) {
        return Visitor.as(
                SERVER.setup().admin(),
                new Connection(new Endpoint(host, SERVER.port()), Optional.empty(), tls, List.of()));
    }
}
