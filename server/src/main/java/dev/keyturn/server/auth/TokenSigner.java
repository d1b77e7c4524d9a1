// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Signs access tokens and reads them: JSON web tokens with HMAC-SHA256 and no other algorithm. Safe for many threads.
///
/// A token says who it is and until when; whether it still counts is known to the store alone.
final class TokenSigner {
    private static final String ID = "jti";
    private static final String IDENTITY = "identityId";
    private static final String ISSUED = "iat";
    private static final String EXPIRES = "exp";

    private final byte[] key;

    TokenSigner(byte[] key) {
        this.key = key.clone();
    }

    /// @param expires empty if it never does
    record Claims(String id, IdentityId identity, Instant issued, Optional<Instant> expires) {}

    String sign(Claims claims) {
        var payload = new HashMap<String, Object>(Map.of(
                ID,
                claims.id(),
                IDENTITY,
                claims.identity().value(),
                "authTokenType",
                "identityAccessToken",
                ISSUED,
                claims.issued().getEpochSecond()));
        claims.expires().ifPresent(at -> payload.put(EXPIRES, at.getEpochSecond()));
        var token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new Payload(payload));
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return token.serialize();
    }

    /// The claims of a token of ours; empty for everything else.
    Optional<Claims> read(String token) {
        try {
            var parsed = JWSObject.parse(token);
            if (!parsed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !parsed.verify(new MACVerifier(key))) {
                return Optional.empty();
            }
            return claims(parsed.getPayload().toJSONObject());
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Claims> claims(Map<String, Object> payload) {
        if (payload.get(ID) instanceof String id
                && payload.get(IDENTITY) instanceof String identity
                && payload.get(ISSUED) instanceof Number issued) {
            var expires = payload.get(EXPIRES) instanceof Number at
                    ? Optional.of(Instant.ofEpochSecond(at.longValue()))
                    : Optional.<Instant>empty();
            return Optional.of(
                    new Claims(id, new IdentityId(identity), Instant.ofEpochSecond(issued.longValue()), expires));
        }
        return Optional.empty();
    }
}
