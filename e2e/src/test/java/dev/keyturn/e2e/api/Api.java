// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Sends requests exactly as they are written: paths and queries go out unchanged, and no body brings a content type
/// that was not asked for. Safe for threads.
///
/// @param base where the server is now; asked at each request, since a server that starts anew may have moved
public record Api(Supplier<URI> base, HttpClient http, List<String> headers) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public Api {
        headers = List.copyOf(headers);
    }

    /// Without any login.
    public static Api at(Supplier<URI> base) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        return new Api(base, http, List.of());
    }

    /// With this token as bearer instead of the present one.
    public Api as(String token) {
        return new Api(base, http, List.of("Authorization", "Bearer " + token));
    }

    public Api anonymous() {
        return new Api(base, http, List.of());
    }

    public Api header(String name, String value) {
        List<String> longer = new ArrayList<>(headers);
        longer.addAll(List.of(name, value));
        return new Api(base, http, longer);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer post(String path, JsonNode body) {
        return json().send("POST", path, text(body.toString()));
    }

    /// Without a body, and without a content type.
    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer patch(String path, JsonNode body) {
        return json().send("PATCH", path, text(body.toString()));
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Answer delete(String path, JsonNode body) {
        return json().send("DELETE", path, text(body.toString()));
    }

    /// Any text as a JSON body, also what is none.
    public Answer raw(String method, String path, String body) {
        return json().send(method, path, text(body));
    }

    public Answer raw(String method, String path, byte[] body) {
        return json().send(method, path, BodyPublishers.ofByteArray(body));
    }

    public Answer send(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base.get() + path))
                .timeout(PATIENCE)
                .method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + method + " " + path, e);
        }
    }

    /// As [#send], but the loss of the connection is an answer too: an empty one.
    public Optional<Answer> attempt(Supplier<Answer> request) {
        try {
            return Optional.of(request.get());
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private Api json() {
        return header("Content-Type", "application/json");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text);
    }
}
