// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.net;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.server.http.HttpListener;
import dev.keyturn.server.http.Listening;
import dev.keyturn.server.http.Listening.TlsFiles;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.RouteTable;
import dev.keyturn.server.http.Verb;
import dev.keyturn.testkit.tls.TestCertificates;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where the address is ours to choose, the certificate says who answers.
class OutboundTlsIT {
    private static final TestCertificates GOOD = TestCertificates.issue("dns:good.example.test");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final RouteTable routes =
            new RouteTable(List.of(Route.of(Verb.POST, "/", call -> Reply.ok("host", call.header("Host")))));

    private HttpListener start() {
        var files = new TlsFiles(GOOD.certificate(), GOOD.key());
        return HttpListener.start(
                new Listening(LOOPBACK, 0, Optional.of(files), List.of()),
                routes,
                new SecureRandom(),
                (_, _, _, _) -> {});
    }

    private static URI url(HttpListener listener, String host) {
        return URI.create("https://" + host + ":" + listener.address().getPort() + "/");
    }

    @Test
    void the_certificate_is_checked_against_the_name_and_not_the_address() {
        try (var listener = start()) {
            var outbound = new Outbound(
                    _ -> List.of(LOOPBACK), _ -> true, GOOD.context().getSocketFactory(), Duration.ofSeconds(5));

            assertThatCode(() -> outbound.post(url(listener, "good.example.test"), Map.of(), "{}"))
                    .doesNotThrowAnyException();
            assertThatExceptionOfType(Undelivered.class)
                    .isThrownBy(() -> outbound.post(url(listener, "other.example.test"), Map.of(), "{}"))
                    .withMessageContaining("certificate");
        }
    }

    @Test
    void an_authority_that_nobody_knows_is_not_believed() {
        try (var listener = start()) {
            var stranger = TestCertificates.issue("dns:good.example.test").context();
            var outbound =
                    new Outbound(_ -> List.of(LOOPBACK), _ -> true, stranger.getSocketFactory(), Duration.ofSeconds(5));

            assertThatExceptionOfType(Undelivered.class)
                    .isThrownBy(() -> outbound.post(url(listener, "good.example.test"), Map.of(), "{}"))
                    .withMessageContaining("certificate");
        }
    }
}
