// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Talks to the provider. What it says of itself is asked anew for each sign-in, so a changed key is known at once.
/// Safe for many threads; the HTTP client owns one.
public final class OidcProvider implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OidcSettings settings;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public OidcProvider(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// What the provider says of itself.
    private record Discovered(URI authorization, URI token, URI keys) {}

    /// Where the browser is sent to.
    ///
    /// @throws OidcRefused if the provider cannot be asked
    public URI begin(OidcFlow flow) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("scope", "openid email");
        parameters.put("client_id", settings.clientId());
        parameters.put("redirect_uri", flow.redirect().toString());
        parameters.put("state", flow.state());
        parameters.put("nonce", flow.nonce());
        parameters.put("code_challenge", flow.challenge());
        parameters.put("code_challenge_method", "S256");
        var endpoint = discover().authorization();
        return URI.create(endpoint + (endpoint.getQuery() == null ? "?" : "&") + encoded(parameters));
    }

    /// The verified e-mail address behind a code.
    ///
    /// @throws OidcRefused if there is none, or anything about it is wrong
    public String finish(OidcFlow flow, String code) {
        var discovered = discover();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", flow.redirect().toString());
        parameters.put("code_verifier", flow.verifier());
        var answer = send(HttpRequest.newBuilder(discovered.token())
                .header("Authorization", basic())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(parameters))));
        var token = text(answer, "id_token").orElseThrow(() -> new OidcRefused("the provider gave no ID token"));
        var check = new IdTokenCheck(settings, keys(discovered.keys()), clock.instant());
        return check.email(token, flow.nonce());
    }

    private String basic() {
        var pair = encoded(settings.clientId()) + ":"
                + encoded(settings.clientSecret().reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Discovered discover() {
        var issuer = settings.issuer().toString();
        var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        var document = send(HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration")));
        if (!text(document, "issuer").filter(issuer::equals).isPresent()) {
            throw new OidcRefused("the provider does not call itself \"%s\"".formatted(issuer));
        }
        return new Discovered(
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"));
    }

    private static URI address(Map<String, Object> document, String name) {
        try {
            return text(document, name)
                    .map(URI::create)
                    .filter(OidcSettings::isUsable)
                    .orElseThrow(() -> new OidcRefused("the provider's %s is not an address by https".formatted(name)));
        } catch (IllegalArgumentException _) {
            throw new OidcRefused("the provider's %s is no address".formatted(name));
        }
    }

    private JWKSet keys(URI address) {
        try {
            return JWKSet.parse(send(HttpRequest.newBuilder(address)));
        } catch (ParseException _) {
            throw new OidcRefused("the provider's keys cannot be read");
        }
    }

    private Map<String, Object> send(HttpRequest.Builder request) {
        var built =
                request.timeout(PATIENCE).header("Accept", "application/json").build();
        try {
            var answer = http.send(built, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new OidcRefused("the provider answered %d at %s"
                        .formatted(answer.statusCode(), built.uri().getPath()));
            }
            return JSONObjectUtils.parse(answer.body());
        } catch (IOException e) {
            throw new OidcRefused("the provider cannot be reached at %s (%s)"
                    .formatted(built.uri().getHost(), e.getClass().getSimpleName()));
        } catch (ParseException _) {
            throw new OidcRefused(
                    "the provider answered no JSON at %s".formatted(built.uri().getPath()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new OidcRefused("the server is ending");
        }
    }

    private static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
