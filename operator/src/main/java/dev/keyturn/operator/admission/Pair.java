// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// User and password of a Secret, for the rules only: it is compared and measured, never shown. What is missing is
/// empty.
record Pair(String username, String password) {

    static Pair of(Secret secret) {
        return new Pair(text(secret, "username"), text(secret, "password"));
    }

    boolean isComplete() {
        return !username.isEmpty() && !password.isEmpty();
    }

    boolean hasPasswordOf(Pair other) {
        return MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), other.password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Pair[" + username + ", ***]";
    }

    private static String text(Secret secret, String key) {
        var encoded = Optional.ofNullable(secret.getData()).orElse(Map.of()).get(key);
        return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
