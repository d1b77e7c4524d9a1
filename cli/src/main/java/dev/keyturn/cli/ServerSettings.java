// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static dev.keyturn.cli.Setting.flag;
import static dev.keyturn.cli.Setting.valued;

import java.util.List;

/// The settings of `keyturn server`.
final class ServerSettings {

    static final String LOG_LEVEL = "log-level";

    /// In the order of the help.
    static final List<Setting> ALL = List.of(
            valued(
                    "listen",
                    "HOST:PORT",
                    "KEYTURN_LISTEN",
                    "127.0.0.1:8080",
                    "Where it answers. Port 0 takes a free one; the address is printed once it is ready."),
            valued(
                    "metrics-listen",
                    "HOST:PORT",
                    "KEYTURN_METRICS_LISTEN",
                    "none",
                    "Serve /metrics for Prometheus there, and nowhere else. Nobody is asked for a login."),
            valued(
                    "data",
                    "DIR",
                    "KEYTURN_DATA",
                    "./data",
                    "Holds the embedded store and, unless given, the root key. Made with mode 0700; one process at a"
                            + " time."),
            valued(
                    "store",
                    "URL",
                    "KEYTURN_STORE",
                    "SQLite in --data",
                    "A PostgreSQL for several nodes: jdbc:postgresql://HOST/DATABASE, without a password."),
            valued(
                    "root-key-file",
                    "FILE",
                    "KEYTURN_ROOT_KEY_FILE",
                    "DIR/root.key",
                    "The key that seals the store: base64 of 32 bytes. Made on the first start of an embedded store,"
                            + " mode 0600. With --store it must be given, the same on every node. Keep a copy elsewhere:"
                            + " without it the store cannot be read."),
            valued(
                    LOG_LEVEL,
                    "LEVEL",
                    "KEYTURN_LOG_LEVEL",
                    "info",
                    "error, warn, info, debug or trace, on standard error. No level shows a secret."),
            flag(
                    "allow-internal-targets",
                    "ALLOW_INTERNAL_IP_CONNECTIONS",
                    "off",
                    "Connect also to databases on private and loopback addresses."),
            valued("tls-cert", "FILE", "KEYTURN_TLS_CERT", "none", "Speak HTTPS with this certificate chain (PEM)."),
            valued(
                    "tls-key",
                    "FILE",
                    "KEYTURN_TLS_KEY",
                    "none",
                    "Its private key (PEM). Both files are read again when they change."),
            flag(
                    "insecure-http",
                    "KEYTURN_INSECURE_HTTP",
                    "off",
                    "Listen on other addresses than loopback without TLS."),
            valued(
                    "trusted-proxy",
                    "CIDR",
                    "KEYTURN_TRUSTED_PROXY",
                    "none",
                    "The network of a proxy in front that speaks TLS: X-Forwarded-For and -Proto count from there"
                            + " only."));

    private ServerSettings() {}
}
