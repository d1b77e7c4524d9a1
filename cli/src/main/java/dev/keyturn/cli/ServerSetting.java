// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/// One line of the settings of `keyturn server`: an option, the environment variable that it beats, and what it means.
///
/// @param option   without its two hyphens
/// @param value    what stands after the option; empty for a flag
/// @param variable of the environment
/// @param fallback what holds where nothing is given, for people
record ServerSetting(String option, Optional<String> value, String variable, String fallback, String meaning) {

    static final String LOG_LEVEL = "log-level";

    /// In the order of the help.
    static final List<ServerSetting> ALL = List.of(
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

    private static ServerSetting valued(String option, String value, String variable, String fallback, String meaning) {
        return new ServerSetting(option, Optional.of(value), variable, fallback, meaning);
    }

    private static ServerSetting flag(String option, String variable, String fallback, String meaning) {
        return new ServerSetting(option, Optional.empty(), variable, fallback, meaning);
    }

    OptionSpec spec() {
        var builder = OptionSpec.builder("--" + option)
                .description(meaning, "[%s; default: %s]".formatted(variable, fallback));
        return value.map(label -> builder.paramLabel(label).type(String.class).arity("1"))
                .orElseGet(() -> builder.type(boolean.class).arity("0"))
                .build();
    }
}
