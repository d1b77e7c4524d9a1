// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that a start of the operator can decide, read once from options and environment (contract §2).
///
/// @param listen where health and metrics are
/// @param webhook where the webhook is served; empty: nowhere
public record OperatorConfig(
        Place place,
        InetSocketAddress listen,
        Optional<WebhookAddress> webhook,
        Set<ComponentName> components,
        Scope scope,
        Databases databases,
        Rotations rotations) {

    /// The names of the options, without their two hyphens; [#FLAGS] take no value. But for `kubeconfig` each belongs
    /// to a variable: `step-timeout` to `KEYTURN_OPERATOR_STEP_TIMEOUT`.
    public static final List<String> OPTIONS = List.of(
            "kubeconfig",
            "namespace",
            "identity",
            "listen",
            "webhook-listen",
            "webhook-url",
            "components",
            "watch-namespaces",
            "cert-manager",
            "password-length",
            "step-timeout",
            "restart",
            "grace-period",
            "previous-retention");

    public static final List<String> FLAGS = List.of("adopt-foreign-crds", "mssql-hold");

    /// Where a pod finds who it is.
    public static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    public OperatorConfig {
        components = Set.copyOf(components);
    }

    /// Where this process stands.
    ///
    /// @param inPod whether it is a pod of the cluster that it works on, and so reached there by its Service
    /// @param namespace of the Lease and of the webhook's certificate
    /// @param identity the holder of the Lease
    public record Place(ClusterAccess cluster, boolean inPod, String namespace, String identity) {}

    /// The address of the webhook.
    ///
    /// @param url what the API server calls; empty: the Service of the chart
    public record WebhookAddress(InetSocketAddress listen, Optional<URI> url) {}

    /// Which objects are ours.
    ///
    /// @param namespaces empty: all
    /// @param adoptForeignDefinitions works also on kinds whose definition somebody else installed
    public record Scope(Set<String> namespaces, boolean adoptForeignDefinitions) {
        public Scope {
            namespaces = Set.copyOf(namespaces);
        }
    }

    /// How databases are made.
    ///
    /// @param passwordLength of generated passwords
    public record Databases(CertManager certManager, int passwordLength) {}

    /// Whether certificates are asked of cert-manager.
    public enum CertManager {
        /// If its API is served.
        AUTO,
        ON,
        OFF
    }

    /// What holds for a request that does not say otherwise.
    ///
    /// @param stepTimeout bounds each step
    /// @param mssqlHold whether logins of SQL Server are held while its password changes
    /// @param restart whether pods are restarted, for the sake of their environment
    /// @param gracePeriod how long the former password stays valid where two can be
    /// @param previousRetention how long the former pair stays in the Secret; empty: for ever
    public record Rotations(
            Duration stepTimeout,
            boolean mssqlHold,
            Restart restart,
            Duration gracePeriod,
            Optional<Duration> previousRetention) {}

    /// Whether pods are restarted after a rotation.
    public enum Restart {
        ROLLING,
        NEVER
    }

    /// Reads options and environment.
    ///
    /// @param options values by the names of [#OPTIONS] and [#FLAGS]; of a flag `true` or `false`
    /// @throws ConfigRefused with every fault
    public static OperatorConfig from(Map<String, String> options, Map<String, String> environment) {
        return from(options, environment, SERVICE_ACCOUNT);
    }

    /// As [#from(Map, Map)], with the folder that makes a process a pod.
    static OperatorConfig from(Map<String, String> options, Map<String, String> environment, Path serviceAccount) {
        return new ConfigReader(new Settings(options, environment), serviceAccount).read();
    }
}
