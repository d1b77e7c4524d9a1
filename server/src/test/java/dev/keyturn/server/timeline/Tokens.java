// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The colours of a theme, as the file has them.
record Tokens(Map<String, String> colours) {
    private static final Pattern TOKEN = Pattern.compile("--kt-([a-z0-9-]+): (#[0-9a-f]{6});");

    static Tokens light() {
        return of(":root {");
    }

    static Tokens dark() {
        return of("[data-bs-theme=\"dark\"] {");
    }

    private static Tokens of(String selector) {
        String css = stylesheet("kt-tokens.css");
        int begin = css.indexOf(selector);
        Map<String, String> colours = new TreeMap<>();
        Matcher tokens = TOKEN.matcher(css.substring(begin, css.indexOf('}', begin)));
        while (tokens.find()) {
            colours.put(tokens.group(1), tokens.group(2));
        }
        return new Tokens(colours);
    }

    static String stylesheet(String name) {
        try (InputStream file = Objects.requireNonNull(Timeline.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    String colour(String token) {
        return Objects.requireNonNull(colours.get(token), token);
    }

    /// As WCAG 2 computes it.
    double contrast(String one, String other) {
        double first = luminance(colour(one));
        double second = luminance(colour(other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
