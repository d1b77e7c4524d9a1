// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.tls;

import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// PEM files of an authority, and of a server's certificate and key that it vouches for; valid for a day.
public record TestCertificates(Path authority, Path certificate, Path key) {

    private static final String STORE_PASSWORD = "only-for-tests";

    /// Makes an authority and a certificate for these alternative names, in keytool's form: `ip:127.0.0.1`,
    /// `dns:localhost`.
    public static TestCertificates issue(String... names) {
        Path folder = TemporaryFolder.create("keyturn-certificates");
        Path ca = folder.resolve("ca.p12");
        Path server = folder.resolve("server.p12");
        Path authority = folder.resolve("ca.pem");
        Path request = folder.resolve("server.csr");
        Path signed = folder.resolve("server.pem");
        keytool(
                ca,
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Keyturn test authority",
                "-ext",
                "bc:c",
                "-keyalg",
                "EC");
        keytool(ca, "-exportcert", "-alias", "ca", "-rfc", "-file", authority.toString());
        keytool(server, "-genkeypair", "-alias", "server", "-dname", "CN=Keyturn test server", "-keyalg", "EC");
        keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                ca,
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-ext",
                "san=" + String.join(",", names),
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        Path key = folder.resolve("server.key");
        writeKey(server, key);
        return new TestCertificates(authority, signed, key);
    }

    /// The authority's certificate as text, as a person pastes it into a form.
    public String authorityPem() {
        try {
            return Files.readString(authority);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + authority, e);
        }
    }

    /// A connection that trusts this authority only.
    public Socket connect(InetSocketAddress address) {
        try {
            var socket = context().getSocketFactory().createSocket(address.getAddress(), address.getPort());
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("No TLS connection to " + address, e);
        }
    }

    /// Trusts this authority only.
    public SSLContext context() {
        try (InputStream pem = Files.newInputStream(authority)) {
            var certificate =
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(pem);
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + authority, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not trust " + authority, e);
        }
    }

    private static void writeKey(Path store, Path file) {
        try (InputStream in = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, STORE_PASSWORD.toCharArray());
            byte[] key = keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded();
            var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n" + encoder.encodeToString(key) + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not export the key of " + store, e);
        }
    }

    private static void keytool(Path store, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", STORE_PASSWORD));
        if (List.of(arguments).contains("-genkeypair") || List.of(arguments).contains("-gencert")) {
            command.addAll(List.of("-validity", "1"));
        }
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool " + arguments[0] + " failed: " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run keytool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keytool ran", e);
        }
    }
}
