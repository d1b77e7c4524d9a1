// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// An OpenID Connect provider on a free port of this machine, which checks what a provider has to check, and signs what
/// a test wants.
final class LocalProvider implements AutoCloseable {
    static final String CLIENT = "keyturn";
    static final String SECRET = "s&cret of keyturn";
    static final String CODE = "the-code";

    private final InstantSource clock;
    private final HttpServer server;
    private final RSAKey key = key();
    private RSAKey signing = key;
    private UnaryOperator<JWTClaimsSet.Builder> change = UnaryOperator.identity();
    private Map<String, String> asked = Map.of();

    LocalProvider(InstantSource clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toJSONObject()));
        server.createContext("/token", this::token);
        server.start();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The person agrees: what the browser was sent here with is remembered, and it goes back with a code.
    Map<String, String> authorize(String location) {
        asked = fields(URI.create(location).getRawQuery());
        return asked;
    }

    /// What is different about the next ID token.
    void signs(UnaryOperator<JWTClaimsSet.Builder> different) {
        change = different;
    }

    void signsAsItShould() {
        change = UnaryOperator.identity();
        signing = key;
    }

    void signsWithAnotherKey() {
        signing = key();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys");
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var right = CODE.equals(form.get("code"))
                && "authorization_code".equals(form.get("grant_type"))
                && String.valueOf(asked.get("redirect_uri")).equals(form.get("redirect_uri"))
                && challenge(String.valueOf(form.get("code_verifier"))).equals(asked.get("code_challenge"))
                && basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (right) {
            answer(exchange, 200, Map.of("access_token", "x", "token_type", "Bearer", "id_token", idToken()));
        } else {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private static String basic() {
        var pair = CLIENT + ":s%26cret+of+keyturn";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken() {
        var claims = change.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject("1")
                        .issueTime(Date.from(clock.instant()))
                        .expirationTime(Date.from(clock.instant().plusSeconds(300)))
                        .claim("nonce", asked.get("nonce"))
                        .claim("email", "A@example.test")
                        .claim("email_verified", true))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
        try {
            token.sign(new RSASSASigner(signing));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new HashMap<String, String>();
        Arrays.stream(encoded.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        var bytes = JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
