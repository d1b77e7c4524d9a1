// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An intent as the Secret that holds it: made once, `immutable`, and owned by its request.
final class IntentSecret {
    static final String TYPE = "keyturn.dev/rotation-intent";
    static final String REQUEST_UID = "keyturn.dev/request-uid";
    private static final String SUFFIX = "-keyturn-intent";

    private static final ObjectMapper JSON = new ObjectMapper();

    private IntentSecret() {}

    /// Of the intent of a request.
    static String nameOf(String request) {
        return request + SUFFIX;
    }

    /// What is to be created; nobody ever writes it again.
    static Secret of(HasMetadata request, Intent intent) {
        var metadata = request.getMetadata();
        var owner = new OwnerReferenceBuilder()
                .withApiVersion(request.getApiVersion())
                .withKind(request.getKind())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
        return new SecretBuilder()
                .withNewMetadata()
                .withName(nameOf(metadata.getName()))
                .withNamespace(metadata.getNamespace())
                .addToLabels(REQUEST_UID, intent.requestUid())
                .withOwnerReferences(owner)
                .endMetadata()
                .withType(TYPE)
                .withImmutable(true)
                .withData(encoded(intent))
                .build();
    }

    /// @return empty if it is not the intent of this request: of a former one of its name, or of somebody else
    /// @throws IllegalStateException if it is, and does not hold what every intent of ours holds
    static Optional<Intent> read(Secret secret, String requestUid) {
        var labels = Objects.requireNonNullElse(secret.getMetadata().getLabels(), Map.<String, String>of());
        boolean mine = TYPE.equals(secret.getType())
                && requestUid.equals(labels.getOrDefault(REQUEST_UID, ""))
                && Boolean.TRUE.equals(secret.getImmutable());
        return mine ? Optional.of(decoded(secret, requestUid)) : Optional.empty();
    }

    private static Map<String, String> encoded(Intent intent) {
        var data = new LinkedHashMap<String, String>();
        data.put("username", base64(intent.candidate().user().value()));
        data.put("password", base64(intent.candidate().password().reveal()));
        data.put("username.prev", base64(intent.previous().user().value()));
        data.put("password.prev", base64(intent.previous().password().reveal()));
        intent.verifier().ifPresent(verifier -> data.put("verifier", base64(verifier.text())));
        data.put("source", base64(intent.source()));
        data.put("options", base64(options(intent)));
        return data;
    }

    private static String options(Intent intent) {
        var options = intent.options();
        var json = JSON.createObjectNode()
                .put("salt", intent.salt().hex())
                .put("restart", options.restart().name())
                .put("gracePeriodMillis", options.gracePeriod().toMillis());
        options.previousRetention().ifPresent(time -> json.put("previousRetentionMillis", time.toMillis()));
        return json.toString();
    }

    private static Intent decoded(Secret secret, String requestUid) {
        JsonNode options = json(text(secret, "options"));
        return new Intent(
                requestUid,
                pair(secret, ""),
                pair(secret, ".prev"),
                new Salt(options.path("salt").asText()),
                optional(secret, "verifier").map(Verifier::new),
                text(secret, "source"),
                new RotationOptions(
                        Restart.valueOf(options.path("restart").asText()),
                        Duration.ofMillis(options.path("gracePeriodMillis").asLong()),
                        options.has("previousRetentionMillis")
                                ? Optional.of(Duration.ofMillis(
                                        options.path("previousRetentionMillis").asLong()))
                                : Optional.empty()));
    }

    private static Intent.Pair pair(Secret secret, String suffix) {
        return new Intent.Pair(
                new AccountName(text(secret, "username" + suffix)), Password.of(text(secret, "password" + suffix)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the options of an intent are no JSON");
        }
    }

    private static String text(Secret secret, String key) {
        return optional(secret, key)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalStateException("the intent "
                        + secret.getMetadata().getNamespace() + "/"
                        + secret.getMetadata().getName() + " has no " + key));
    }

    private static Optional<String> optional(Secret secret, String key) {
        var data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
        return Optional.ofNullable(data.get(key))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
