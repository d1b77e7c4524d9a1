// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Serves `/healthz`, `/readyz` and `/metrics`. It asks for no login: nothing of it is secret.
final class HealthListener implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";
    private static final int BACKLOG = 0;

    private final InetSocketAddress at;
    private final HttpServer server;
    private final ExecutorService requests;

    private HealthListener(InetSocketAddress at, HttpServer server, ExecutorService requests) {
        this.at = at;
        this.server = server;
        this.requests = requests;
    }

    /// Binds the port and answers from then on.
    ///
    /// @throws StartRefused if the port is not to be had
    static HealthListener start(InetSocketAddress at, Supplier<StatusPage> status, Supplier<String> metrics) {
        var requests = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var server = HttpServer.create(at, BACKLOG);
            server.setExecutor(requests);
            server.createContext("/", exchange -> answer(exchange, status, metrics));
            server.start();
            return new HealthListener(at, server, requests);
        } catch (IOException e) {
            requests.shutdown();
            throw new StartRefused("Health and metrics cannot be served at %s: %s. Choose another address by --listen."
                    .formatted(at, e.getMessage()));
        }
    }

    private static void answer(HttpExchange exchange, Supplier<StatusPage> status, Supplier<String> metrics)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, JSON, "{}\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> send(exchange, 200, JSON, status.get().json());
                case "/readyz" -> {
                    var page = status.get();
                    send(exchange, page.isReady() ? 200 : 503, JSON, page.json());
                }
                case "/metrics" -> send(exchange, 200, PROMETHEUS_TEXT, metrics.get());
                default -> send(exchange, 404, JSON, "{}\n");
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    /// As it was asked for, with the port that was taken.
    URI address() {
        var host = at.getAddress().getHostAddress();
        return URI.create("http://%s:%d"
                .formatted(
                        host.contains(":") ? "[" + host + "]" : host,
                        server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdown();
    }
}
