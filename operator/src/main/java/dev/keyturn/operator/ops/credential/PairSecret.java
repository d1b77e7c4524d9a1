// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A Secret with a pair that clients read: what it says, and how it is changed (contract §8.1).
final class PairSecret {
    private static final String PREVIOUS = ".prev";

    private PairSecret() {}

    /// The pair; empty if a key is missing or empty.
    static Optional<Intent.Pair> pair(Secret secret) {
        return pair(secret, "");
    }

    /// The pair before it, which stands there so that people can go back.
    static Optional<Intent.Pair> previous(Secret secret) {
        return pair(secret, PREVIOUS);
    }

    /// The patch that publishes `candidate`, and keeps the former pair beside it.
    static ObjectNode replacing(Intent.Pair candidate, Intent.Pair former, Instant since) {
        ObjectNode patch = remembering(former, since);
        ObjectNode data = patch.withObject("/data");
        encoded(candidate, "").forEach(data::put);
        return patch;
    }

    /// The patch that only writes the former pair beside the one that is there.
    static ObjectNode remembering(Intent.Pair former, Instant since) {
        ObjectNode patch = Cluster.patch();
        patch.withObject("/metadata/annotations").put(SecretData.ACTIVE_FROM, since.toString());
        ObjectNode data = patch.withObject("/data");
        encoded(former, PREVIOUS).forEach(data::put);
        return patch;
    }

    private static Optional<Intent.Pair> pair(Secret secret, String suffix) {
        Optional<String> user = text(secret, SecretData.USERNAME + suffix);
        return user.flatMap(name -> text(secret, SecretData.PASSWORD + suffix)
                .map(word -> new Intent.Pair(new AccountName(name), Password.of(word))));
    }

    private static Optional<String> text(Secret secret, String key) {
        return SecretData.text(secret, key).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> encoded(Intent.Pair pair, String suffix) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(SecretData.USERNAME + suffix, pair.user().value());
        texts.put(SecretData.PASSWORD + suffix, pair.password().reveal());
        return SecretData.encoded(texts);
    }
}
