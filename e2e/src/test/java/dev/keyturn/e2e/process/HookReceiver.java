// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Takes the calls of webhooks on loopback, and keeps them.
public final class HookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Received> unseen = new LinkedBlockingQueue<>();
    private final List<Received> all = new ArrayList<>();

    private HookReceiver(HttpServer server) {
        this.server = server;
    }

    public static HookReceiver start() {
        try {
            var receiver =
                    new HookReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            receiver.server.createContext("/", receiver::receive);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param signature empty if the call is not signed
    public record Received(String body, String signature) {}

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var signature = Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-infisical-signature"));
        var call = new Received(body, signature.orElse(""));
        synchronized (all) {
            all.add(call);
        }
        unseen.add(call);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /// The next call, or none in that time.
    public Optional<Received> next(Duration patience) {
        try {
            return Optional.ofNullable(unseen.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits for a call of an event; those before it are passed over.
    ///
    /// @param patience for each call on the way
    /// @throws java.util.NoSuchElementException if none comes
    public Received next(String event, Duration patience) {
        while (true) {
            Received call = next(patience).orElseThrow();
            if (call.body().contains("\"event\":\"" + event + "\"")) {
                return call;
            }
        }
    }

    /// Every call so far.
    public List<Received> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
