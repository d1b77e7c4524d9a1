// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.ServerConfig.Bootstrap;
import dev.keyturn.server.ServerConfig.TargetNetworks;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.crypto.RootKeySource;
import dev.keyturn.server.http.Listening;
import dev.keyturn.server.http.Listening.TlsFiles;
import dev.keyturn.server.net.Cidr;
import dev.keyturn.server.oidc.OidcSettings;
import dev.keyturn.server.sql.StoreAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a [ServerConfig], collecting faults instead of stopping at the first.
final class ConfigReader {
    private static final Pattern LISTEN = Pattern.compile("\\[?([0-9a-fA-F.:]+|localhost)]?:(\\d{1,5})");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)//[^/?]*:[^/?]*@|[?&](ssl)?password=");
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_PASSWORD = 12;

    private static final String HEALTH_INTERVAL = "KEYTURN_HEALTH_INTERVAL_SECONDS";
    private static final int LONGEST_INTERVAL = 604_800;

    private final Settings settings;

    ConfigReader(Map<String, String> options, Map<String, String> environment) {
        this.settings = new Settings(options, environment);
    }

    ServerConfig read() {
        settings.refuseUnknownOptions();
        var data = Path.of(settings.value("data", "KEYTURN_DATA").orElse("./data"));
        var store = store(data);
        var config = new ServerConfig(
                listening(),
                metrics(),
                data,
                store,
                rootKey(data, store),
                targets(),
                bootstrap(),
                oidc(),
                healthInterval(),
                settings.environment("KEYTURN_OUTGOING_ADDRESS"),
                settings.flag("ROTATION_DEVELOPMENT_MODE"));
        settings.throwIfFaulty();
        return config;
    }

    private Listening listening() {
        var text = settings.value("listen", "KEYTURN_LISTEN").orElse("127.0.0.1:8080");
        var tls = tls();
        var proxies = networks(settings.value("trusted-proxy", "KEYTURN_TRUSTED_PROXY"), "--trusted-proxy");
        var at = address(text, "--listen");
        if (at.isEmpty()) {
            return new Listening(InetAddress.getLoopbackAddress(), 0, tls, proxies);
        }
        var host = at.get().getAddress();
        var insecure = settings.flag("insecure-http", "KEYTURN_INSECURE_HTTP");
        if (!host.isLoopbackAddress() && tls.isEmpty() && proxies.isEmpty() && !insecure) {
            settings.fault(
                    "--listen %s is reachable from other machines without TLS. Give --tls-cert and --tls-key, or --trusted-proxy with the network of a proxy that speaks TLS, or --insecure-http to accept it."
                            .formatted(text));
        }
        return new Listening(host, at.get().getPort(), tls, proxies);
    }

    private Optional<Duration> healthInterval() {
        var seconds = settings.environment(HEALTH_INTERVAL).map(ConfigReader::number);
        if (seconds.filter(number -> number != 0 && (number < 60 || number > LONGEST_INTERVAL))
                .isPresent()) {
            settings.fault("%s is not 0, for no checks, and not a number of seconds from 60 to %d."
                    .formatted(HEALTH_INTERVAL, LONGEST_INTERVAL));
        }
        return Optional.of(seconds.orElse(3_600)).filter(number -> number > 0).map(Duration::ofSeconds);
    }

    /// -1 if it is none.
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private Optional<InetSocketAddress> metrics() {
        return settings.value("metrics-listen", "KEYTURN_METRICS_LISTEN")
                .flatMap(text -> address(text, "--metrics-listen"));
    }

    private Optional<InetSocketAddress> address(String text, String option) {
        var parts = LISTEN.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            settings.fault("%s %s is not an address and a port, such as 127.0.0.1:8080 or [::1]:8080."
                    .formatted(option, text));
            return Optional.empty();
        }
        var port = Integer.parseInt(parts.group(2));
        var host = parts.group(1);
        try {
            return Optional.of(new InetSocketAddress(
                    host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host), port));
        } catch (IllegalArgumentException _) {
            settings.fault("%s %s is not an IP address.".formatted(option, host));
            return Optional.empty();
        }
    }

    private Optional<TlsFiles> tls() {
        var certificate = settings.value("tls-cert", "KEYTURN_TLS_CERT");
        var key = settings.value("tls-key", "KEYTURN_TLS_KEY");
        if (certificate.isPresent() != key.isPresent()) {
            settings.fault("--tls-cert and --tls-key go together; %s is missing."
                    .formatted(key.isEmpty() ? "--tls-key" : "--tls-cert"));
        }
        return certificate.flatMap(file -> key.map(other -> new TlsFiles(Path.of(file), Path.of(other))));
    }

    private List<Cidr> networks(Optional<String> text, String name) {
        return text.stream()
                .flatMap(all -> Arrays.stream(all.split(",", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .flatMap(part -> {
                    var network = Cidr.parse(part);
                    if (network.isEmpty()) {
                        settings.fault("%s: %s is not a network such as 10.0.0.0/8.".formatted(name, part));
                    }
                    return network.stream();
                })
                .toList();
    }

    private StoreAddress store(Path data) {
        var embedded = new StoreAddress.Embedded(data.resolve("keyturn.db"));
        var url = settings.value("store", "KEYTURN_STORE");
        var user = settings.environment("KEYTURN_STORE_USER");
        var password = settings.secret("KEYTURN_STORE_PASSWORD", "KEYTURN_STORE_PASSWORD_FILE");
        if (url.isEmpty()) {
            return embedded;
        }
        if (PASSWORD_IN_URL.matcher(url.get()).find()) {
            settings.fault(
                    "The URL of the store holds a password. Take it out, and give it in KEYTURN_STORE_PASSWORD or KEYTURN_STORE_PASSWORD_FILE.");
            return embedded;
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            settings.fault("--store %s is not supported: only jdbc:postgresql://… is.".formatted(url.get()));
        }
        return new StoreAddress.Shared(url.get(), user, password.map(Password::of));
    }

    private RootKeySource rootKey(Path data, StoreAddress store) {
        var file = settings.value("root-key-file", "KEYTURN_ROOT_KEY_FILE");
        var given = settings.environment("KEYTURN_ROOT_KEY");
        if (given.isPresent()) {
            if (file.isPresent()) {
                settings.fault(
                        "The root key is given twice: in KEYTURN_ROOT_KEY and by --root-key-file. Give one of them.");
            }
            var key = RootKey.parse(given.get());
            if (key.isPresent()) {
                return new RootKeySource.Given(key.get());
            }
            settings.fault("KEYTURN_ROOT_KEY is not the base64 form of %d bytes.".formatted(RootKey.BYTES));
        }
        var shared = store instanceof StoreAddress.Shared;
        if (shared && file.isEmpty() && given.isEmpty()) {
            settings.fault(
                    "With --store the root key must be given, the same on every node: --root-key-file FILE, or KEYTURN_ROOT_KEY.");
        }
        return new RootKeySource.InFile(file.map(Path::of).orElse(data.resolve("root.key")), !shared);
    }

    private TargetNetworks targets() {
        return new TargetNetworks(
                settings.flag("allow-internal-targets", "ALLOW_INTERNAL_IP_CONNECTIONS"),
                networks(settings.environment("KEYTURN_ALLOWED_NETWORKS"), "KEYTURN_ALLOWED_NETWORKS"));
    }

    private Optional<OidcSettings> oidc() {
        var issuer = settings.environment("KEYTURN_OIDC_ISSUER");
        var client = settings.environment("KEYTURN_OIDC_CLIENT_ID");
        var secret = settings.secret("KEYTURN_OIDC_CLIENT_SECRET", "KEYTURN_OIDC_CLIENT_SECRET_FILE");
        if (issuer.isEmpty() && client.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || client.isEmpty() || secret.isEmpty()) {
            settings.fault(
                    "KEYTURN_OIDC_ISSUER, …_CLIENT_ID and …_CLIENT_SECRET_FILE go together; one of them is missing.");
            return Optional.empty();
        }
        try {
            var address = new URI(issuer.get());
            if (OidcSettings.isUsable(address)) {
                return Optional.of(new OidcSettings(address, client.get(), Password.of(secret.get())));
            }
        } catch (URISyntaxException _) {
            // told below, as every other address that is none
        }
        settings.fault("KEYTURN_OIDC_ISSUER %s is no address by https.".formatted(issuer.get()));
        return Optional.empty();
    }

    private Optional<Bootstrap> bootstrap() {
        var email = settings.environment("KEYTURN_BOOTSTRAP_EMAIL");
        var password = settings.secret("KEYTURN_BOOTSTRAP_PASSWORD", "KEYTURN_BOOTSTRAP_PASSWORD_FILE");
        var organization = settings.environment("KEYTURN_BOOTSTRAP_ORGANIZATION");
        var tokenFile = settings.environment("KEYTURN_BOOTSTRAP_TOKEN_FILE");
        if (email.isEmpty() && password.isEmpty() && organization.isEmpty() && tokenFile.isEmpty()) {
            return Optional.empty();
        }
        if (email.isEmpty() || password.isEmpty() || organization.isEmpty() || tokenFile.isEmpty()) {
            settings.fault(
                    "KEYTURN_BOOTSTRAP_EMAIL, …_PASSWORD_FILE, …_ORGANIZATION and …_TOKEN_FILE go together; one of them is missing.");
            return Optional.empty();
        }
        if (password.get().length() < SHORTEST_PASSWORD) {
            settings.fault("The password of KEYTURN_BOOTSTRAP_PASSWORD_FILE has fewer than %d characters."
                    .formatted(SHORTEST_PASSWORD));
            return Optional.empty();
        }
        return Optional.of(
                new Bootstrap(email.get(), Password.of(password.get()), organization.get(), Path.of(tokenFile.get())));
    }
}
