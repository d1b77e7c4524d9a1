// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `mssql.conf`: the user's settings, and those that have to be so.
final class SettingsFile {

    static final String NAME = "mssql.conf";
    static final String TLS = "/var/opt/mssql/tls";

    private static final String NETWORK = "network";
    private static final String HEAD = "# Written by Keyturn; your own settings belong in spec.configuration.";

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private SettingsFile(String text) {
        String section = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).strip().toLowerCase(Locale.ROOT);
            } else if (!line.isEmpty()) {
                lines(section).add(line);
            }
        }
    }

    /// @param custom     the user's file; empty text for none
    /// @param encryption whether everybody has to encrypt
    static String of(String custom, boolean encryption) {
        var file = new SettingsFile(custom);
        file.set("tlscert", TLS + "/" + CertificateSecrets.CERTIFICATE);
        file.set("tlskey", TLS + "/" + CertificateSecrets.KEY);
        file.set("tlsprotocols", "1.2");
        if (encryption) {
            file.set("forceencryption", "1");
        }
        return file.text();
    }

    /// Of the network: in the place of what the user says of it.
    private void set(String name, String value) {
        lines(NETWORK).removeIf(line -> isSettingOf(name, line));
        lines(NETWORK).add(name + " = " + value);
    }

    private List<String> lines(String section) {
        return sections.computeIfAbsent(section, _ -> new ArrayList<>());
    }

    private static boolean isSettingOf(String name, String line) {
        int equals = line.indexOf('=');
        return equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase(name);
    }

    private String text() {
        var text = new StringBuilder(HEAD).append('\n');
        lines("").forEach(line -> text.append(line).append('\n'));
        sections.forEach((section, lines) -> {
            if (!section.isEmpty()) {
                text.append('[').append(section).append("]\n");
                lines.forEach(line -> text.append(line).append('\n'));
            }
        });
        return text.toString();
    }
}
