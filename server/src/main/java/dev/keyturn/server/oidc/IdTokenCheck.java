// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Decides whether an ID token counts: signed by the provider with an asymmetric key, meant for us and for this very
/// attempt, still good, and about a verified e-mail address.
record IdTokenCheck(OidcSettings settings, JWKSet keys, Instant now) {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /// How far the provider's clock may be off.
    private static final Duration SKEW = Duration.ofMinutes(1);

    /// @throws OidcRefused if anything is wrong
    String email(String idToken, String nonce) {
        try {
            var token = SignedJWT.parse(idToken);
            require(isSigned(token), "its signature is not one of the provider");
            var claims = token.getJWTClaimsSet();
            requireForUs(claims);
            requireInTime(claims);
            require(nonce.equals(claims.getStringClaim("nonce")), "nonce belongs to another attempt");
            require(Boolean.TRUE.equals(claims.getClaim("email_verified")), "email_verified is not true");
            var email = claims.getStringClaim("email");
            require(email != null && !email.isBlank(), "email is missing");
            return String.valueOf(email);
        } catch (ParseException | JOSEException _) {
            throw new OidcRefused("the ID token does not count: it cannot be read");
        }
    }

    private boolean isSigned(SignedJWT token) throws JOSEException {
        var header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return false;
        }
        for (var key : keys.getKeys()) {
            var isMeant = header.getKeyID() == null || header.getKeyID().equals(key.getKeyID());
            if (isMeant && fits(key, header.getAlgorithm()) && token.verify(verifier(key))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return switch (key) {
            case RSAKey _ -> JWSAlgorithm.Family.RSA.contains(algorithm);
            case ECKey _ -> JWSAlgorithm.Family.EC.contains(algorithm);
            default -> false;
        };
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey curve ? new ECDSAVerifier(curve) : new RSASSAVerifier(key.toRSAKey());
    }

    private void requireForUs(JWTClaimsSet claims) throws ParseException {
        require(settings.issuer().toString().equals(claims.getIssuer()), "iss is another issuer");
        require(claims.getAudience().contains(settings.clientId()), "aud is somebody else");
        var party = claims.getStringClaim("azp");
        require(
                party == null ? claims.getAudience().size() == 1 : party.equals(settings.clientId()),
                "azp is somebody else");
    }

    private void requireInTime(JWTClaimsSet claims) {
        var expires = claims.getExpirationTime();
        require(expires != null && expires.toInstant().isAfter(now.minus(SKEW)), "exp is over");
        var issued = claims.getIssueTime();
        require(issued != null && issued.toInstant().isBefore(now.plus(SKEW)), "iat lies in the future");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new OidcRefused("the ID token does not count: " + otherwise);
        }
    }
}
