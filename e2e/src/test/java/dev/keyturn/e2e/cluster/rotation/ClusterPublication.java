// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The pair as applications find it: the database says which Secret, and the Secret what is in it. Both are
/// asked of the API server each time.
///
/// @param plural of the database's kind, with group and version: `kubedb.com/v1/redises`
record ClusterPublication(
        KubernetesClient client, String namespace, String groupVersion, String plural, String database)
        implements Publication {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Published read() throws Unreadable {
        JsonNode found = get("/apis/" + groupVersion + "/namespaces/" + namespace + "/" + plural + "/" + database);
        return pairsOf(found.at("/spec/authSecret/name").asText());
    }

    /// What a Secret of this shape holds.
    Published pairsOf(String secret) throws Unreadable {
        JsonNode data =
                get("/api/v1/namespaces/" + namespace + "/secrets/" + secret).path("data");
        Login current = pair(data, "").orElseThrow(() -> new Unreadable("Secret " + secret + " holds no pair"));
        return new Published(current, pair(data, ".prev"));
    }

    private JsonNode get(String path) throws Unreadable {
        try {
            String body = client.raw(path);
            if (body == null) {
                throw new Unreadable("there is nothing at " + path);
            }
            return JSON.readTree(body);
        } catch (KubernetesClientException | JsonProcessingException e) {
            throw new Unreadable("the API server does not answer at " + path + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Login> pair(JsonNode data, String suffix) {
        return text(data, "username" + suffix)
                .flatMap(user -> text(data, "password" + suffix)
                        .map(password -> Login.of(new AccountName(user), Password.of(password))));
    }

    private static Optional<String> text(JsonNode data, String key) {
        return Optional.ofNullable(data.get(key))
                .map(JsonNode::asText)
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }
}
