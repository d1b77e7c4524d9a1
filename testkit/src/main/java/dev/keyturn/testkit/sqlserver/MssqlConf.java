// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings of `mssql.conf`: `name = value` below `[section]`.
///
/// @param values by `section.name`, both in small letters
record MssqlConf(Map<String, String> values) {

    private static final Set<String> NETWORK = Set.of(
            "network.tlscert",
            "network.tlskey",
            "network.tlsprotocols",
            "network.forceencryption",
            "network.tcpport",
            "network.ipaddress");

    MssqlConf {
        values = Map.copyOf(values);
    }

    /// Empty if there is no such file, as after an installation.
    static MssqlConf read(Path file) throws IOException {
        return Files.exists(file) ? of(Files.readAllLines(file)) : new MssqlConf(Map.of());
    }

    /// @throws IOException if a line is no setting, or sets something of the network that nobody here obeys
    static MssqlConf of(List<String> lines) throws IOException {
        Map<String, String> values = new HashMap<>();
        String section = "";
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
                continue;
            } else if (text.startsWith("[") && text.endsWith("]")) {
                section = text.substring(1, text.length() - 1).strip().toLowerCase(Locale.ROOT);
                continue;
            }
            int equals = text.indexOf('=');
            if (equals <= 0 || section.isEmpty()) {
                throw new IOException("mssql.conf has a line that is no setting of a section: " + text);
            }
            String name = section + "." + text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (section.equals("network") && !NETWORK.contains(name)) {
                throw new IOException("mssql.conf sets " + name + ", which this double does not know");
            }
            values.put(name, text.substring(equals + 1).strip());
        }
        return new MssqlConf(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean isOn(String name) {
        return value(name)
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
    }

    /// What is set, and has no effect here.
    List<String> withoutEffect() {
        List<String> names = new ArrayList<>(values.keySet());
        names.removeIf(name -> NETWORK.contains(name) || name.equals("eula.accepteula"));
        names.sort(String::compareTo);
        return names;
    }
}
