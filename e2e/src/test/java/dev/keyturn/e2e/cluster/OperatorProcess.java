// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.e2e.process.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The packaged operator outside of the cluster, for one namespace: its objects, its Lease, its webhook.
public final class OperatorProcess {

    /// Under which address the cluster reaches this machine.
    private static final String HOST = System.getenv().getOrDefault("KEYTURN_E2E_HOST", "10.97.0.1");

    private OperatorProcess() {}

    /// @param components as `--components` takes them
    public static KeyturnOperator start(String namespace, String components, String... more) {
        return start(Map.of(), namespace, components, more);
    }

    /// @param environment variables of its own
    public static KeyturnOperator start(
            Map<String, String> environment, String namespace, String components, String... more) {
        return launch(environment, namespace, namespace, components, more);
    }

    /// For the databases of one namespace, with its Lease in another.
    ///
    /// @param namespace of the Lease; it is there
    /// @param watched need not be there yet
    public static KeyturnOperator startApart(String namespace, String watched, String components) {
        return launch(Map.of(), namespace, watched, components);
    }

    /// With the webhook, whoever has the [WebhookTurn].
    public static KeyturnOperator startWithWebhook(String namespace, String components) {
        String address = HOST + ":" + Network.freePort();
        return start(namespace, components, "--webhook-listen", address, "--webhook-url", "https://" + address);
    }

    private static KeyturnOperator launch(
            Map<String, String> environment, String namespace, String watched, String components, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--kubeconfig",
                System.getenv("KUBECONFIG"),
                "--namespace",
                namespace,
                "--watch-namespaces",
                watched,
                "--identity",
                "e2e",
                "--components",
                components));
        options.addAll(List.of(more));
        return KeyturnOperator.start(environment, options);
    }
}
