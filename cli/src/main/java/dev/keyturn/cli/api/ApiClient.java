// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.api;

import dev.keyturn.core.credential.Password;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Sends one request and reads one answer; never repeats either. Safe for threads.
public final class ApiClient implements AutoCloseable {

    private static final int OK = 200;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// A manual rotation answers within 9 s (contract §15.2).
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final URI server;
    private final HttpClient http;
    private final Optional<Password> token;

    private ApiClient(URI server, HttpClient http, Optional<Password> token) {
        this.server = server;
        this.http = http;
        this.token = token;
    }

    /// A client that has no login yet.
    public static ApiClient of(URI server) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        return new ApiClient(server, http, Optional.empty());
    }

    /// The same connections, with this access token.
    public ApiClient with(Password accessToken) {
        return new ApiClient(server, http, Optional.of(accessToken));
    }

    public <T> T get(String path, Class<T> answer) throws IOException, InterruptedException {
        return send("GET", path, request(path).GET(), answer);
    }

    public <T> T post(String path, Object body, Class<T> answer) throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ApiJson.write(body)));
        return send("POST", path, request, answer);
    }

    /// An action without input.
    public <T> T post(String path, Class<T> answer) throws IOException, InterruptedException {
        return send("POST", path, request(path).POST(BodyPublishers.noBody()), answer);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer.reveal()));
        return request;
    }

    private <T> T send(String verb, String path, HttpRequest.Builder request, Class<T> answer)
            throws IOException, InterruptedException {
        var name = verb + " " + server.resolve(path);
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new ApiRefused(
                    name,
                    response.statusCode(),
                    ApiJson.message(response.body()).orElse("no message"));
        }
        return ApiJson.read(response.body(), answer);
    }

    /// Ends the connections, also those of the clients made by [#with].
    @Override
    public void close() {
        http.close();
    }
}
