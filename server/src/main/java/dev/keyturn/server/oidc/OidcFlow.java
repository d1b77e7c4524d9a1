// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// What ties the provider's answer to one browser and one attempt.
///
/// @param redirect where the provider sends the browser back to
public record OidcFlow(String state, String nonce, String verifier, URI redirect) {

    public boolean isState(String sent) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /// What the provider is shown of the verifier beforehand.
    String challenge() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "flow";
    }
}
