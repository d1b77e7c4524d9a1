// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What Secrets hold, and how.
public final class SecretData {
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";
    public static final String PREVIOUS_USERNAME = "username.prev";
    public static final String PREVIOUS_PASSWORD = "password.prev";
    public static final String ACTIVE_FROM = "kubedb.com/auth-active-from";
    private static final String ACTIVE_FROM_ONCE = "kubedb.com/basic-auth-active-from";

    private SecretData() {}

    /// The text of a key; empty if there is none.
    public static Optional<String> text(Secret secret, String key) {
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        return Optional.ofNullable(data.get(key)).map(SecretData::decoded);
    }

    /// All keys, as a Secret is given them.
    public static Map<String, String> encoded(Map<String, String> texts) {
        Map<String, String> data = new LinkedHashMap<>();
        texts.forEach((key, text) ->
                data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return data;
    }

    /// The two keys of a pair.
    static Map<String, String> of(Login login) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(USERNAME, login.account().value());
        texts.put(PASSWORD, login.password().map(Password::reveal).orElse(""));
        return encoded(texts);
    }

    /// The pair in a Secret; empty if a key is missing or empty.
    public static Optional<Pair> pair(Secret secret) {
        Optional<String> user = text(secret, USERNAME).filter(text -> !text.isEmpty());
        Optional<String> password = text(secret, PASSWORD).filter(text -> !text.isEmpty());
        return user.flatMap(name -> password.map(word -> new Pair(
                secret.getMetadata().getName(),
                secret.getMetadata().getResourceVersion(),
                new AccountName(name),
                Password.of(word),
                activeFrom(secret))));
    }

    /// Since when the pair is published; the annotation had another name once.
    public static Optional<Instant> activeFrom(Secret secret) {
        Map<String, String> annotations =
                Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of());
        return Optional.ofNullable(annotations.get(ACTIVE_FROM))
                .or(() -> Optional.ofNullable(annotations.get(ACTIVE_FROM_ONCE)))
                .flatMap(SecretData::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static String decoded(String base64) {
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
