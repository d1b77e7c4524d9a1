// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes pods go. A request is sent once: who is told to wait comes again with the next step.
final class Evictions {
    /// A budget does not allow it now.
    private static final int TOO_MANY = 429;

    private final KubernetesClient client;

    Evictions(KubernetesClient client) {
        var once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = client.newClient(once).adapt(KubernetesClient.class);
    }

    /// Asks the cluster to let the pod go.
    ///
    /// @param uid of the pod that is meant
    /// @return why it cannot go now; empty if it goes, or is gone
    Optional<String> evict(String namespace, String pod, String uid) {
        var eviction = new EvictionBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(pod)
                .endMetadata()
                .withDeleteOptions(new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid(uid)
                        .endPreconditions()
                        .build())
                .build();
        return sent(
                () -> client.raw("/api/v1/namespaces/" + namespace + "/pods/" + pod + "/eviction", "POST", eviction));
    }

    /// Takes the pod away without asking.
    ///
    /// @param uid of the pod that is meant
    void delete(String namespace, String pod, String uid) {
        var options = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(uid)
                .endPreconditions()
                .build();
        var _ = sent(() -> client.raw("/api/v1/namespaces/" + namespace + "/pods/" + pod, "DELETE", options));
    }

    private static Optional<String> sent(Runnable request) {
        try {
            request.run();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                // it is gone, or another one has its name: the next look shows it
                case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT -> Optional.empty();
                case TOO_MANY, HttpURLConnection.HTTP_INTERNAL_ERROR -> Optional.of(words(e));
                default -> throw e;
            };
        }
    }

    /// What the server says, with the budget that it is about.
    private static String words(KubernetesClientException e) {
        Optional<Status> status = Optional.ofNullable(e.getStatus());
        Stream<String> message = status.map(Status::getMessage).stream();
        Stream<String> causes = status
                .flatMap(known -> Optional.ofNullable(known.getDetails()))
                .flatMap(details -> Optional.ofNullable(details.getCauses()))
                .orElse(List.of())
                .stream()
                .map(StatusCause::getMessage);
        String said = Stream.concat(message, causes).collect(Collectors.joining(" "));
        return said.isBlank() ? "the API server answers " + e.getCode() : said;
    }
}
