// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import dev.keyturn.operator.crd.GoDuration;
import dev.keyturn.operator.runtime.OperatorConfig.CertManager;
import dev.keyturn.operator.runtime.OperatorConfig.Databases;
import dev.keyturn.operator.runtime.OperatorConfig.Place;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import dev.keyturn.operator.runtime.OperatorConfig.Rotations;
import dev.keyturn.operator.runtime.OperatorConfig.Scope;
import dev.keyturn.operator.runtime.OperatorConfig.WebhookAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads an [OperatorConfig], collecting faults instead of stopping at the first.
final class ConfigReader {
    private static final Pattern LISTEN = Pattern.compile("\\[?([0-9a-fA-F.:]+|localhost)]?:(\\d{1,5})");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern IDENTITY = Pattern.compile("[!-~]{1,253}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_PASSWORD = 16;
    private static final int LONGEST_PASSWORD = 128;
    private static final int USUAL_PASSWORD = 24;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final String DURATION = "is not a length of time such as 90s, 5m or 1h30m";
    private static final String ADDRESS = "is not an address and a port, such as 127.0.0.1:8081 or [::]:8081";
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Settings settings;
    private final Path serviceAccount;
    private final boolean inPod;

    /// @param serviceAccount the folder that only pods have
    ConfigReader(Settings settings, Path serviceAccount) {
        this.settings = settings;
        this.serviceAccount = serviceAccount;
        this.inPod = Files.isReadable(serviceAccount.resolve("token"))
                && settings.environment("KUBERNETES_SERVICE_HOST").isPresent();
    }

    OperatorConfig read() {
        var components = components();
        var listen = address("listen", inPod ? "0.0.0.0:8081" : "127.0.0.1:8081");
        var config = new OperatorConfig(
                place(),
                listen,
                webhook(components, listen),
                components,
                new Scope(namespaces(), settings.flag("adopt-foreign-crds")),
                databases(),
                rotations());
        settings.throwIfFaulty();
        return config;
    }

    private Place place() {
        var cluster = cluster();
        var namespace = settings.parsed("namespace", "is not the name of a namespace", ConfigReader::label);
        var identity = settings.parsed(
                "identity",
                "has to be 1 to 253 printable characters without blanks",
                text -> Optional.of(text).filter(word -> IDENTITY.matcher(word).matches()));
        return new Place(
                cluster, inPod, namespace.orElseGet(() -> ownNamespace(cluster)), identity.orElseGet(this::ownName));
    }

    private ClusterAccess cluster() {
        var file = settings.value("kubeconfig").map(Path::of);
        if (file.isEmpty() && !inPod) {
            settings.fault("No cluster is named. Outside a pod give --kubeconfig FILE or KUBECONFIG.");
        }
        file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .ifPresent(path -> settings.fault("%s is \"%s\"; there is no file of that name that can be read."
                        .formatted(settings.name("kubeconfig"), path)));
        return file.<ClusterAccess>map(ClusterAccess.Kubeconfig::new).orElseGet(ClusterAccess.InPod::new);
    }

    private String ownNamespace(ClusterAccess cluster) {
        return switch (cluster) {
            case ClusterAccess.InPod _ -> inPod ? text(serviceAccount.resolve("namespace")) : "default";
            case ClusterAccess.Kubeconfig(Path file) -> Files.isReadable(file) ? namespaceOf(cluster, file) : "default";
        };
    }

    private String namespaceOf(ClusterAccess cluster, Path file) {
        try {
            return Optional.ofNullable(cluster.read().getNamespace())
                    .filter(name -> !name.isBlank())
                    .orElse("default");
        } catch (RuntimeException _) {
            // its message would repeat the file, and that holds credentials
            settings.fault("%s is \"%s\"; that file is no kubeconfig with a current context."
                    .formatted(settings.name("kubeconfig"), file));
            return "default";
        }
    }

    private String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            settings.fault("The pod's namespace cannot be read from %s (%s). Give --namespace."
                    .formatted(file, e.getClass().getSimpleName()));
            return "default";
        }
    }

    private String ownName() {
        return Optional.of("HOSTNAME")
                .filter(_ -> inPod)
                .flatMap(settings::environment)
                .orElseGet(() -> "keyturn-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private Set<ComponentName> components() {
        var all = EnumSet.allOf(ComponentName.class);
        var words = all.stream().map(ComponentName::word).collect(Collectors.joining(", "));
        return settings.parsed(
                        "components",
                        "has to be a list, with commas, of " + words,
                        text -> allOf(text, ComponentName::of))
                .map(EnumSet::copyOf)
                .orElse(all);
    }

    private Set<String> namespaces() {
        return settings.parsed(
                        "watch-namespaces",
                        "has to be a list, with commas, of names of namespaces",
                        text -> allOf(text, ConfigReader::label))
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private Optional<WebhookAddress> webhook(Set<ComponentName> components, InetSocketAddress health) {
        var given = settings.value("webhook-listen").isPresent();
        var url = url();
        if (url.isPresent() && !given) {
            settings.fault("%s goes together with --webhook-listen, which is missing."
                    .formatted(settings.name("webhook-url")));
        }
        if (!given && !inPod) {
            return Optional.empty();
        }
        var listen = address("webhook-listen", "0.0.0.0:9443");
        if (given && !components.contains(ComponentName.WEBHOOK)) {
            settings.fault(
                    "%s is given, but webhook is not among --components.".formatted(settings.name("webhook-listen")));
        }
        if (given && !inPod && url.isEmpty()) {
            settings.fault("%s outside a pod goes together with --webhook-url: no Service of the cluster leads here."
                    .formatted(settings.name("webhook-listen")));
        }
        if (listen.getPort() != 0 && listen.getPort() == health.getPort()) {
            settings.fault("--listen and --webhook-listen have the same port %d.".formatted(listen.getPort()));
        }
        return Optional.of(new WebhookAddress(listen, url));
    }

    private Optional<URI> url() {
        return settings.parsed(
                "webhook-url",
                "is not an address such as https://10.97.0.1:9443, without user, query and fragment",
                ConfigReader::https);
    }

    private Databases databases() {
        var certManager = settings.parsed("cert-manager", "can be auto, on or off", text -> switch (text) {
            case "auto" -> Optional.of(CertManager.AUTO);
            case "on" -> Optional.of(CertManager.ON);
            case "off" -> Optional.of(CertManager.OFF);
            default -> Optional.empty();
        });
        var length = settings.parsed(
                "password-length",
                "has to be a number from %d to %d".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD),
                text -> Optional.of(text)
                        .filter(digits -> NUMBER.matcher(digits).matches())
                        .map(Integer::valueOf)
                        .filter(number -> number >= SHORTEST_PASSWORD && number <= LONGEST_PASSWORD));
        return new Databases(certManager.orElse(CertManager.AUTO), length.orElse(USUAL_PASSWORD));
    }

    private Rotations rotations() {
        var timeout = settings.parsed(
                "step-timeout", DURATION + ", above 0", text -> duration(text).filter(Duration::isPositive));
        var restart = settings.parsed("restart", "can be Rolling or Never", text -> switch (text) {
            case "Rolling" -> Optional.of(Restart.ROLLING);
            case "Never" -> Optional.of(Restart.NEVER);
            default -> Optional.empty();
        });
        var grace = settings.parsed("grace-period", DURATION, ConfigReader::duration);
        var retention = settings.parsed(
                "previous-retention",
                DURATION + ", and not Forever",
                text -> text.equals("Forever") ? Optional.of(FOREVER) : duration(text));
        return new Rotations(
                timeout.orElse(Duration.ofMinutes(5)),
                settings.flag("mssql-hold"),
                restart.orElse(Restart.ROLLING),
                grace.orElse(Duration.ZERO),
                retention.filter(length -> !length.equals(FOREVER)));
    }

    private InetSocketAddress address(String option, String fallback) {
        return settings.parsed(option, ADDRESS, ConfigReader::socket)
                .or(() -> socket(fallback))
                .orElse(NOWHERE);
    }

    private static Optional<InetSocketAddress> socket(String text) {
        var parts = LISTEN.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            return Optional.empty();
        }
        var host = parts.group(1);
        try {
            var address = host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host);
            return Optional.of(new InetSocketAddress(address, Integer.parseInt(parts.group(2))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<URI> https(String text) {
        try {
            var uri = new URI(text);
            var whole = "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return Optional.of(uri).filter(_ -> whole);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(String text) {
        return new GoDuration(text).value();
    }

    private static Optional<String> label(String text) {
        return Optional.of(text).filter(name -> LABEL.matcher(name).matches());
    }

    /// Empty if one of the parts means nothing, or there is none.
    private static <T> Optional<List<T>> allOf(String text, Function<String, Optional<T>> parse) {
        var parts = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        var found = parts.stream().map(parse).flatMap(Optional::stream).toList();
        return Optional.of(found).filter(all -> !all.isEmpty() && all.size() == parts.size());
    }
}
