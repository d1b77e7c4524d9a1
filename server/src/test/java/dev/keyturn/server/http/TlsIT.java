// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.server.data.StartRefused;
import dev.keyturn.server.http.Listening.TlsFiles;
import dev.keyturn.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
    private static final TestCertificates FIRST = TestCertificates.issue("ip:127.0.0.1");
    private static final TestCertificates SECOND = TestCertificates.issue("ip:127.0.0.1");

    @TempDir
    private Path folder;

    private final RouteTable routes = new RouteTable(List.of(Route.of(Verb.GET, "/", _ -> Reply.noContent())));

    private HttpListener start() {
        var files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        return HttpListener.start(
                new Listening(InetAddress.getLoopbackAddress(), 0, Optional.of(files), List.of()),
                routes,
                new SecureRandom(),
                (_, _, _, _) -> {});
    }

    private void install(TestCertificates certificates) throws IOException {
        Files.copy(certificates.certificate(), folder.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(certificates.key(), folder.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Shakes hands and returns the server's certificate with the protocol.
    private static String handshake(HttpListener listener) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (var socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), listener.address().getPort())) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return socket.getSession().getProtocol() + " " + certificate.getSerialNumber();
        }
    }

    /// The test looks at the certificate itself.
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void a_changed_certificate_is_served_at_the_next_handshake() throws IOException, GeneralSecurityException {
        install(FIRST);
        try (var listener = start()) {
            var before = handshake(listener);
            install(SECOND);
            var after = handshake(listener);

            assertThat(listener.address().getScheme()).isEqualTo("https");
            assertThat(before).startsWith("TLSv1.3 ");
            assertThat(after).startsWith("TLSv1.3 ").isNotEqualTo(before);
        }
    }

    @Test
    void a_broken_certificate_leaves_the_former_one() throws IOException, GeneralSecurityException {
        install(FIRST);
        try (var listener = start()) {
            var before = handshake(listener);
            Files.writeString(folder.resolve("cert.pem"), "broken");

            assertThat(handshake(listener)).isEqualTo(before);
        }
    }

    @Test
    void a_key_of_another_certificate_is_refused_at_start() throws IOException {
        install(FIRST);
        Files.copy(SECOND.key(), folder.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("the key does not fit the certificate");
    }

    @Test
    void a_missing_file_is_named_at_start() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("cert.pem")
                .withMessageContaining("no such file");
    }
}
