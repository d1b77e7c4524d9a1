// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.net;

import dev.keyturn.core.target.AddressRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Sends POST requests to addresses that clients chose: the name is resolved once, the address that the rule permits is
/// the one that is connected to, the certificate is checked against the name, and no redirect is followed. Of the
/// answer only the status line is read. Safe for many threads.
///
/// A client of ours, because the JDK's resolves the name by itself, after anybody could have looked.
public final class Outbound {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LONGEST_STATUS_LINE = 1024;

    private final Resolver resolver;
    private final AddressRule rule;
    private final SSLSocketFactory tls;
    private final Duration limit;

    /// @param limit for a call as a whole
    public Outbound(Resolver resolver, AddressRule rule, SSLSocketFactory tls, Duration limit) {
        this.resolver = resolver;
        this.rule = rule;
        this.tls = tls;
        this.limit = limit;
    }

    /// @param url of http or https, with a host and without a login
    /// @throws Undelivered unless the answer is a success
    public void post(URI url, Map<String, String> headers, String json) throws Undelivered {
        InetAddress address = permitted(url.getHost());
        var late = new AtomicBoolean();
        try (var socket = new Socket(Proxy.NO_PROXY)) {
            var timer =
                    new CompletableFuture<Boolean>().completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS);
            var _ = timer.thenAccept(_ -> {
                late.set(true);
                close(socket);
            });
            try {
                connect(socket, address, url);
                requireSuccess(exchange(socket, url, headers, json));
            } finally {
                timer.cancel(false);
            }
        } catch (IOException failed) {
            throw late.get()
                    ? new Undelivered("%s did not answer within %d s".formatted(url.getHost(), limit.toSeconds()))
                    : new Undelivered(sentence(url, failed));
        }
    }

    /// Whether a call could go there now, as far as the address tells.
    ///
    /// @throws Undelivered if the host has no address, or none that is permitted
    public InetAddress permitted(String host) throws Undelivered {
        List<InetAddress> found = resolved(host);
        return found.stream()
                .filter(address -> rule.permits(address.getAddress()))
                .findFirst()
                .orElseThrow(() -> new Undelivered(("the address %s of %s may not be connected to; private and loopback"
                                + " addresses need ALLOW_INTERNAL_IP_CONNECTIONS=true or their network in"
                                + " KEYTURN_ALLOWED_NETWORKS, link-local ones are never allowed")
                        .formatted(found.getFirst().getHostAddress(), host)));
    }

    private List<InetAddress> resolved(String host) throws Undelivered {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException _) {
            throw new Undelivered("the host name \"%s\" has no address".formatted(host));
        }
    }

    private static void connect(Socket socket, InetAddress address, URI url) throws IOException {
        boolean secure = isSecure(url);
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), (int) CONNECT.toMillis());
    }

    private static boolean isSecure(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    private String exchange(Socket socket, URI url, Map<String, String> headers, String json) throws IOException {
        Socket speaking = isSecure(url) ? secured(socket, url) : socket;
        send(speaking.getOutputStream(), url, headers, json);
        return statusLine(speaking.getInputStream());
    }

    /// The name that the client wrote is the one that the certificate has to hold.
    private SSLSocket secured(Socket socket, URI url) throws IOException {
        var secured = (SSLSocket) tls.createSocket(socket, bare(url.getHost()), socket.getPort(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void send(OutputStream to, URI url, Map<String, String> headers, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("POST ")
                .append(url.getRawPath().isEmpty() ? "/" : url.getRawPath())
                .append(url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getHost())
                .append(url.getPort() < 0 ? "" : ":" + url.getPort())
                .append("\r\nContent-Type: application/json\r\nConnection: close\r\nUser-Agent: keyturn\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        to.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        to.write(body);
        to.flush();
    }

    private static String statusLine(InputStream from) throws IOException {
        var line = new StringBuilder();
        for (int next = from.read();
                next >= 0 && next != '\n' && line.length() < LONGEST_STATUS_LINE;
                next = from.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void requireSuccess(String statusLine) throws Undelivered {
        String[] parts = statusLine.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new Undelivered("the answer was no HTTP");
        }
        switch (parts[1].charAt(0)) {
            case '2' -> {}
            case '3' ->
                throw new Undelivered("answered with status %s; redirects are not followed".formatted(parts[1]));
            default -> throw new Undelivered("answered with status " + parts[1]);
        }
    }

    private static String sentence(URI url, IOException failed) {
        return switch (failed) {
            case SSLException _ ->
                "the TLS handshake with %s failed: its certificate does not fit the name, or nobody known signed it"
                        .formatted(url.getHost());
            case java.net.SocketTimeoutException _ ->
                "no connection to %s within %d s".formatted(url.getHost(), CONNECT.toSeconds());
            case java.net.ConnectException _ -> "%s refused the connection".formatted(url.getHost());
            default -> "the connection to %s broke off".formatted(url.getHost());
        };
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is given up either way
        }
    }
}
