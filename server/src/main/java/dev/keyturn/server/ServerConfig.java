// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.crypto.RootKeySource;
import dev.keyturn.server.http.Listening;
import dev.keyturn.server.net.Cidr;
import dev.keyturn.server.oidc.OidcSettings;
import dev.keyturn.server.sql.StoreAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that a start can decide, read once from options and environment (contract §15.1).
///
/// @param metrics where metrics are served; empty: nowhere
/// @param data the data folder
/// @param oidc with which provider people may sign in besides their password
/// @param healthInterval how often connections and published sets are checked; empty: only on request
/// @param outgoingAddress what people are told to let in where a target does not see our address
/// @param developmentMode counts rotation intervals in minutes instead of days; for tests
public record ServerConfig(
        Listening listening,
        Optional<InetSocketAddress> metrics,
        Path data,
        StoreAddress store,
        RootKeySource rootKey,
        TargetNetworks targets,
        Optional<Bootstrap> bootstrap,
        Optional<OidcSettings> oidc,
        Optional<Duration> healthInterval,
        Optional<String> outgoingAddress,
        boolean developmentMode) {

    /// The names of the options, without their two hyphens; [#FLAGS] take no value.
    public static final List<String> OPTIONS = List.of(
            "listen", "metrics-listen", "data", "store", "root-key-file", "tls-cert", "tls-key", "trusted-proxy");

    public static final List<String> FLAGS = List.of("allow-internal-targets", "insecure-http");

    /// Which addresses a target may have besides public ones.
    ///
    /// @param allowInternal private and loopback addresses
    /// @param allowed networks that are allowed in any case
    public record TargetNetworks(boolean allowInternal, List<Cidr> allowed) {
        public TargetNetworks {
            allowed = List.copyOf(allowed);
        }
    }

    /// How an installation opens itself on its first start, without a person.
    ///
    /// @param tokenFile receives the access token, mode 0600
    public record Bootstrap(String email, Password password, String organization, Path tokenFile) {}

    /// Reads options and environment.
    ///
    /// @param options values by the names of [#OPTIONS] and [#FLAGS]; of a flag `true` or `false`
    /// @throws ConfigRefused with every fault
    public static ServerConfig from(Map<String, String> options, Map<String, String> environment) {
        return new ConfigReader(options, environment).read();
    }
}
