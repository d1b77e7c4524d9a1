// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static dev.keyturn.cli.Setting.flag;
import static dev.keyturn.cli.Setting.valued;

import java.util.List;

/// The settings of `keyturn operator`.
final class OperatorSettings {

    /// In the order of the help.
    static final List<Setting> ALL = List.of(
            valued(
                    "kubeconfig",
                    "FILE",
                    "KUBECONFIG",
                    "the pod's ServiceAccount",
                    "Which cluster, and who we are there: the current context of this file."),
            valued(
                    "namespace",
                    "NAME",
                    "KEYTURN_OPERATOR_NAMESPACE",
                    "the pod's, else the kubeconfig's",
                    "Where the Lease and the webhook's certificate live."),
            valued(
                    "identity",
                    "NAME",
                    "KEYTURN_OPERATOR_IDENTITY",
                    "the pod's name, else a random one",
                    "Holder of the Lease. A process that comes back under the same name goes on at once instead of"
                            + " waiting for the Lease to end."),
            valued(
                    "listen",
                    "HOST:PORT",
                    "KEYTURN_OPERATOR_LISTEN",
                    "127.0.0.1:8081, in a pod 0.0.0.0:8081",
                    "Serve /healthz, /readyz and /metrics there. Nobody is asked for a login."),
            valued(
                    "webhook-listen",
                    "HOST:PORT",
                    "KEYTURN_OPERATOR_WEBHOOK_LISTEN",
                    "none, in a pod 0.0.0.0:9443",
                    "Serve the webhook there, by HTTPS."),
            valued(
                    "webhook-url",
                    "URL",
                    "KEYTURN_OPERATOR_WEBHOOK_URL",
                    "the Service of the chart",
                    "Outside a pod: the address at which the API server calls this process, such as"
                            + " https://10.97.0.1:9443. Both webhook configurations are made with it, and removed at"
                            + " the end."),
            valued(
                    "components",
                    "LIST",
                    "KEYTURN_OPERATOR_COMPONENTS",
                    "provisioner,ops-manager,petset,webhook",
                    "What this operator does. Leave petset out where another controller of PetSets runs."),
            valued(
                    "watch-namespaces",
                    "LIST",
                    "KEYTURN_OPERATOR_WATCH_NAMESPACES",
                    "all",
                    "Work in these namespaces only."),
            flag(
                    "adopt-foreign-crds",
                    "KEYTURN_OPERATOR_ADOPT_FOREIGN_CRDS",
                    "off",
                    "Work also on kinds whose definition another product installed. Its operator has to be gone."),
            valued(
                    "cert-manager",
                    "auto|on|off",
                    "KEYTURN_OPERATOR_CERT_MANAGER",
                    "auto",
                    "Ask cert-manager for certificates: if its API is served, always, never."),
            valued(
                    "password-length",
                    "N",
                    "KEYTURN_OPERATOR_PASSWORD_LENGTH",
                    "24",
                    "Of generated passwords, at least 16."),
            valued(
                    "step-timeout",
                    "DURATION",
                    "KEYTURN_OPERATOR_STEP_TIMEOUT",
                    "5m",
                    "How long a step of a request may take that does not say."),
            flag(
                    "mssql-hold",
                    "KEYTURN_OPERATOR_MSSQL_HOLD",
                    "off",
                    "Hold logins of SQL Server while its password changes."),
            valued(
                    "restart",
                    "Rolling|Never",
                    "KEYTURN_OPERATOR_RESTART",
                    "Rolling",
                    "Whether pods are restarted after a rotation, for a request and a database that do not say."),
            valued(
                    "grace-period",
                    "DURATION",
                    "KEYTURN_OPERATOR_GRACE_PERIOD",
                    "0s",
                    "How long the former password stays valid where two can be (Redis)."),
            valued(
                    "previous-retention",
                    "DURATION|Forever",
                    "KEYTURN_OPERATOR_PREVIOUS_RETENTION",
                    "Forever",
                    "How long the former pair stays in the Secret."),
            valued(
                    ServerSettings.LOG_LEVEL,
                    "LEVEL",
                    "KEYTURN_LOG_LEVEL",
                    "info",
                    "error, warn, info, debug or trace, on standard error. No level shows a secret."));

    private OperatorSettings() {}
}
