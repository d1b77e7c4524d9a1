// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the catalogue held for a user before an intent: the methods of each of its hosts, in one text.
///
/// A line a host: the host, and then `plugin=stored` for each method; everything in hexadecimal but the
/// plugins.
record FoundAccount(Map<String, List<LoginMethod>> methods) {

    FoundAccount {
        methods = Map.copyOf(methods);
    }

    static FoundAccount of(List<AccountRow> rows) {
        Map<String, List<LoginMethod>> methods = new LinkedHashMap<>();
        rows.forEach(row -> methods.put(row.host(), row.methods()));
        return new FoundAccount(methods);
    }

    /// @throws Refused another version wrote the text
    static FoundAccount parse(Verifier verifier) throws Refused {
        Map<String, List<LoginMethod>> methods = new LinkedHashMap<>();
        try {
            for (String line : verifier.text().lines().toList()) {
                String[] words = line.split(" ", -1);
                List<LoginMethod> ofHost = new ArrayList<>();
                for (int i = 1; i < words.length; i++) {
                    int sign = words[i].indexOf('=');
                    ofHost.add(new LoginMethod(
                            words[i].substring(0, sign),
                            plain(words[i].substring(sign + 1), StandardCharsets.ISO_8859_1)));
                }
                methods.put(plain(words[0], StandardCharsets.UTF_8), ofHost);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "VERIFIER",
                    "what was found before cannot be written back: its form is unknown");
        }
        return new FoundAccount(methods);
    }

    Verifier verifier() {
        var text = new StringBuilder();
        methods.keySet().stream().sorted().forEach(host -> {
            text.append(hex(host, StandardCharsets.UTF_8));
            for (LoginMethod method : methods.getOrDefault(host, List.of())) {
                text.append(' ')
                        .append(method.plugin())
                        .append('=')
                        .append(hex(method.stored(), StandardCharsets.ISO_8859_1));
            }
            text.append('\n');
        });
        return new Verifier(text.toString());
    }

    List<LoginMethod> at(String host) {
        return methods.getOrDefault(host, List.of());
    }

    private static String hex(String text, Charset charset) {
        return HexFormat.of().formatHex(text.getBytes(charset));
    }

    private static String plain(String hex, Charset charset) {
        return new String(HexFormat.of().parseHex(hex), charset);
    }
}
