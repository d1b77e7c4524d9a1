// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.metrics;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Supplier;

/// Serves `/metrics`, and nothing else, at an address of its own (API contract §15.1). It asks for no
/// login: what it says holds no secret and no name of a rotation, account or secret.
public final class MetricsListener implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final InetSocketAddress at;
    private final WebServer server;

    private MetricsListener(InetSocketAddress at, WebServer server) {
        this.at = at;
        this.server = server;
    }

    /// Binds the port and answers from then on.
    ///
    /// @param page made anew for each request, in the text format of Prometheus
    public static MetricsListener start(InetSocketAddress at, Supplier<String> page) {
        var server = WebServer.builder()
                .address(at.getAddress())
                .port(at.getPort())
                .shutdownHook(false)
                .addProtocol(
                        Http1Config.builder().sendLog(false).receiveLog(false).build())
                .routing(routing -> routing.get("/metrics", (_, response) -> {
                    response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS_TEXT);
                    response.header(HeaderNames.CACHE_CONTROL, "no-store");
                    response.send(page.get());
                }))
                .build();
        server.start();
        return new MetricsListener(at, server);
    }

    /// Where the metrics are, with the port that was taken.
    public URI address() {
        var host = at.getAddress().getHostAddress();
        return URI.create(
                "http://%s:%d/metrics".formatted(host.contains(":") ? "[" + host + "]" : host, server.port()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
