// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as the console needs: it keeps one cookie, and sends forms with what it found in them.
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"formToken\" value=\"([0-9a-f]+)\"");

    private final RunningServer server;
    private final List<String> headers;
    private Optional<String> cookie = Optional.empty();
    private String formToken = "";

    /// @param headers sent with every request: names and values in turn
    public Browser(RunningServer server, String... headers) {
        this.server = server;
        this.headers = List.of(headers);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, String... more) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, body, more);
    }

    /// Opens the form, fills it in and sends it.
    public HttpResponse<String> signIn(String email, String password) {
        get("/login");
        return post("/login", Map.of("email", email, "password", password, "formToken", formToken));
    }

    private HttpResponse<String> send(String method, String path, String body, String... more) {
        var all = new ArrayList<>(headers);
        all.addAll(List.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        all.addAll(List.of(more));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        cookie.ifPresent(pair -> all.addAll(List.of("Cookie", pair)));
        var answer = server.send(method, path, body, all.toArray(String[]::new));
        answer.headers().allValues("Set-Cookie").stream()
                .filter(set -> !set.startsWith("kt-"))
                .forEach(set -> cookie = Optional.of(set.split(";", -1)[0]));
        var found = TOKEN.matcher(answer.body());
        if (found.find()) {
            formToken = found.group(1);
        }
        return answer;
    }

    public String formToken() {
        return formToken;
    }

    public String cookie() {
        return cookie.orElseThrow();
    }

    /// Whether it gets to see the first page.
    public boolean isSignedIn() {
        return get("/").statusCode() == 200;
    }
}
