// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A server on a free port and an embedded store, and a client of it.
final class RunningServer implements AutoCloseable {
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Server server) {
        this.server = server;
    }

    static ServerConfig config(Path data, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.putIfAbsent("KEYTURN_LISTEN", "127.0.0.1:0");
        all.putIfAbsent("KEYTURN_DATA", data.toString());
        return ServerConfig.from(Map.of(), all);
    }

    static RunningServer start(Path data) {
        return new RunningServer(Server.start(config(data, Map.of())));
    }

    URI address() {
        return server.address();
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
