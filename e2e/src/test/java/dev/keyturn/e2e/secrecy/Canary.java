// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.secrecy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A secret that we know, with the guises in which it could turn up where it must not.
///
/// @param forms the guises by name; none holds the others
public record Canary(String name, Map<String, String> forms) {

    /// What is shorter could turn up by chance.
    private static final int SHORTEST = 8;

    public static Canary of(String name, String secret) {
        return of(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    public static Canary of(String name, byte[] secret) {
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
        }
        Map<String, String> forms = new LinkedHashMap<>();
        String text = new String(secret, StandardCharsets.UTF_8);
        String json = TextNode.valueOf(text).toString();
        forms.put("clear", new String(secret, StandardCharsets.ISO_8859_1));
        forms.put("JSON", bytes(json.substring(1, json.length() - 1)));
        forms.put("URL", URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.put(
                "URL with %20", URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.put("hex", HexFormat.of().formatHex(secret));
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(secret));
        for (int offset = 0; offset < 3; offset++) {
            String base64 = base64(secret, offset);
            forms.put("base64, " + offset + " bytes before", base64);
            forms.put(
                    "base64url, " + offset + " bytes before",
                    base64.replace('+', '-').replace('/', '_'));
        }
        return new Canary(name, Map.copyOf(forms));
    }

    /// The form in which it is seen there, if it is.
    public Optional<String> seenIn(byte[] trace) {
        String searched = new String(trace, StandardCharsets.ISO_8859_1);
        return forms.entrySet().stream()
                .filter(form -> searched.contains(form.getValue())
                        || form.getKey().startsWith("URL")
                                && searched.contains(form.getValue().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// What is certain of the encoding when so many unknown bytes stand before the secret, and others behind it.
    private static String base64(byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        Arrays.fill(shifted, (byte) 'x');
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = offset == 0 ? 0 : offset + 1;
        int until = shifted.length * 8 / 6;
        return encoded.substring(from, until);
    }

    /// Its bytes as characters, since traces are searched as bytes.
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "Canary[" + name + "]";
    }
}
