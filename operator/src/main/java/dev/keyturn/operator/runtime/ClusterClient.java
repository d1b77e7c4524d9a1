// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import dev.keyturn.operator.crd.ResourceJson;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/// Opens the client that all components share.
public final class ClusterClient {
    private static final int ANSWER_WITHIN_MILLIS = 10_000;

    private ClusterClient() {}

    /// @throws StartRefused if the cluster does not answer, or does not know us
    public static KubernetesClient open(ClusterAccess access) {
        var config = new ConfigBuilder(access.read())
                .withRequestTimeout(ANSWER_WITHIN_MILLIS)
                .withConnectionTimeout(ANSWER_WITHIN_MILLIS)
                .withUserAgent("keyturn-operator")
                .build();
        ask(new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build());
        return client(config);
    }

    /// One request, not repeated: a wrong address is told at once.
    private static void ask(Config config) {
        try (var client = client(config)) {
            var _ = client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            throw new StartRefused(
                    "The cluster at %s does not let us work: %s.".formatted(config.getMasterUrl(), reason(e)));
        }
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withKubernetesSerialization(ResourceJson.serialization())
                .build();
    }

    private static String reason(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case 401 -> "it does not know our credentials (401)";
            case 403 -> "it refuses us (403)";
            case -1, 0 -> "it does not answer (" + root(failure) + ")";
            default -> "it answers " + failure.getCode();
        };
    }

    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
