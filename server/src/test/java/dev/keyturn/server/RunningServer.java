// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.docs.DescribedAnswers;
import dev.keyturn.server.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server on a free port, and a client of it over HTTP.
public final class RunningServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

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

    /// With an embedded store.
    public static RunningServer start(Path data) {
        return start(data, Map.of());
    }

    public static RunningServer start(Path data, Map<String, String> environment) {
        return start(data, environment, List.of());
    }

    /// @param drivers the engines that it can rotate
    public static RunningServer start(Path data, Map<String, String> environment, List<TargetDriver> drivers) {
        return start(data, environment, drivers, InstantSource.system());
    }

    public static RunningServer start(
            Path data, Map<String, String> environment, List<TargetDriver> drivers, InstantSource clock) {
        return new RunningServer(Server.start(config(data, environment), drivers, clock, new SecureRandom()));
    }

    public URI address() {
        return server.address();
    }

    Optional<URI> metrics() {
        return server.metrics();
    }

    /// Every route that it answers.
    public List<Route> routes() {
        return server.routes();
    }

    /// Every route of the API, without the pages of the console.
    public List<Route> apiRoutes() {
        return routes().stream()
                .filter(route -> route.path().toString().matches("/(api|livez|readyz).*"))
                .toList();
    }

    /// The others.
    public List<Route> pages() {
        return routes().stream().filter(route -> !apiRoutes().contains(route)).toList();
    }

    /// A status and a JSON body.
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The text at a JSON pointer.
        public String text(String pointer) {
            return json().at(pointer).asText();
        }
    }

    /// Opens the installation, and returns the first identity's token.
    public String bootstrap() {
        return call("", "POST", "/api/v1/admin/bootstrap", """
                        {"email":"a@example.test","password":"correct horse battery","organization":"Shop & Co"}""").text("/identity/credentials/token");
    }

    /// Sends JSON as the caller with that token, or as nobody if it is empty.
    public Answer call(String token, String method, String path, String body) {
        return new Answer(
                token.isEmpty()
                        ? send(method, path, body)
                        : send(method, path, body, "Authorization", "Bearer " + token));
    }

    public Answer call(String token, String method, String path) {
        return call(token, method, path, "");
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, path, "");
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            DescribedAnswers.check(method, path, body, response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
