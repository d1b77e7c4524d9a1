// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a container of the double is told, by the names of the real image's environment and of `mssql.conf`.
///
/// @param password empty where the environment has none; only the first start needs it
record ContainerSettings(
        Path data,
        InetSocketAddress address,
        Optional<String> password,
        boolean passwordAtEachStart,
        Encryption encryption,
        Optional<Certificate> certificate,
        List<String> withoutEffect) {

    private static final String EACH_START = "each-start";
    private static final String FIRST_START = "first-start";
    private static final int PORT = 1433;
    private static final Pattern PRODUCT_KEY = Pattern.compile("[A-Z0-9]{5}(-[A-Z0-9]{5}){4}");
    private static final Set<String> EDITIONS =
            Set.of("evaluation", "developer", "express", "web", "standard", "enterprise", "enterprisecore", "premium");

    ContainerSettings {
        withoutEffect = List.copyOf(withoutEffect);
    }

    /// @param certificates the server's own first
    record Certificate(Path certificates, Path key) {}

    /// What may not be: every fault in a line.
    static final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        Unusable(List<String> faults) {
            super(String.join("\n", faults));
        }
    }

    /// @param root the folder that is `/` in the container
    static ContainerSettings of(Map<String, String> environment, Path root) throws Unusable {
        List<String> faults = new ArrayList<>();
        Path data = root.resolve("var/opt/mssql");
        var conf = conf(data, faults);
        checkEula(environment, conf, faults);
        checkEdition(environment, faults);
        String taken = environment.getOrDefault("KEYTURN_DOUBLE_SA_PASSWORD", FIRST_START);
        if (!taken.equals(FIRST_START) && !taken.equals(EACH_START)) {
            faults.add("KEYTURN_DOUBLE_SA_PASSWORD is " + FIRST_START + " or " + EACH_START + ", not " + taken);
        }
        Optional<String> password = Optional.ofNullable(environment.get("MSSQL_SA_PASSWORD"))
                .or(() -> Optional.ofNullable(environment.get("SA_PASSWORD")));
        password.ifPresent(given -> checkPassword(given, faults));
        int port = port(environment, conf, faults);
        Optional<Certificate> certificate = certificate(conf, root, faults);
        if (!faults.isEmpty()) {
            throw new Unusable(faults);
        }
        return new ContainerSettings(
                data,
                new InetSocketAddress(conf.value("network.ipaddress").orElse("0.0.0.0"), port),
                password,
                taken.equals(EACH_START),
                conf.isOn("network.forceencryption") ? Encryption.REQUIRED : Encryption.OFFERED,
                certificate,
                conf.withoutEffect());
    }

    /// It holds a password.
    @Override
    public String toString() {
        return "a container of a SQL Server double at " + address;
    }

    private static MssqlConf conf(Path data, List<String> faults) {
        try {
            return MssqlConf.read(data.resolve("mssql.conf"));
        } catch (IOException e) {
            faults.add(String.valueOf(e.getMessage()));
            return new MssqlConf(Map.of());
        }
    }

    private static void checkEula(Map<String, String> environment, MssqlConf conf, List<String> faults) {
        String accepted = environment.getOrDefault(
                "ACCEPT_EULA", conf.value("eula.accepteula").orElse(""));
        if (!Set.of("y", "yes", "true", "1").contains(accepted.toLowerCase(Locale.ROOT))) {
            faults.add("The SQL Server End-User License Agreement (EULA) must be accepted before SQL Server can start:"
                    + " set ACCEPT_EULA=Y. (This is a double, which nobody needs a licence for; the real image asks.)");
        }
    }

    /// The real image takes Developer if nothing is said; a manifest has to say it.
    private static void checkEdition(Map<String, String> environment, List<String> faults) {
        String edition = environment.getOrDefault("MSSQL_PID", "");
        boolean known = EDITIONS.contains(edition.toLowerCase(Locale.ROOT))
                || PRODUCT_KEY.matcher(edition).matches();
        if (!known) {
            faults.add("MSSQL_PID has to name an edition or a product key"
                    + (edition.isEmpty() ? "" : ", not " + edition));
        }
    }

    private static void checkPassword(String password, List<String> faults) {
        try {
            Passwords.checkLength(password);
            Passwords.checkPolicy(Instance.ADMINISTRATOR, password);
        } catch (SqlError error) {
            faults.add("Unable to set system administrator password: " + error.text());
        }
    }

    private static int port(Map<String, String> environment, MssqlConf conf, List<String> faults) {
        String port = environment.getOrDefault(
                "MSSQL_TCP_PORT", conf.value("network.tcpport").orElse(String.valueOf(PORT)));
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException _) {
            faults.add("The port is a number, not " + port);
            return PORT;
        }
    }

    private static Optional<Certificate> certificate(MssqlConf conf, Path root, List<String> faults) {
        Optional<String> certificates = conf.value("network.tlscert");
        Optional<String> key = conf.value("network.tlskey");
        if (certificates.isPresent() != key.isPresent()) {
            faults.add("mssql.conf sets one of network.tlscert and network.tlskey: they go together");
        }
        return certificates
                .filter(_ -> key.isPresent())
                .map(file -> new Certificate(in(root, file), in(root, key.orElseThrow())));
    }

    private static Path in(Path root, String file) {
        return root.resolve(Path.of("/").relativize(Path.of(file).toAbsolutePath()));
    }
}
