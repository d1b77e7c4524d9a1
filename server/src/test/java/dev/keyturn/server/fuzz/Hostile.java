// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.random.RandomGenerator;

/// Values that nobody should send, as JSON text and as plain text.
final class Hostile {
    private static final String LONG = "x".repeat(64 * 1024);
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "'; DROP TABLE secret; --",
            "\" OR \"\"=\"",
            "1) UNION SELECT wrapped FROM data_key--",
            "%",
            "_%_",
            "../../../etc/passwd",
            "..",
            ".",
            "/",
            "//",
            "/../",
            "\\..\\",
            "a%2Fb",
            "%00",
            "a\0b",
            "\uD800",
            "\uDFFF\uD800",
            "\u202Egnp.exe",
            "😀".repeat(300),
            "${KEY}",
            "${dev.KEY}",
            "${${KEY}}",
            "${",
            "{{username}}",
            "<script>alert(1)</script>",
            "-1",
            "0",
            "1e999",
            "NaN",
            "true",
            "null",
            "9223372036854775808",
            "00000000-0000-4000-8000-000000000000",
            "AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA",
            "a".repeat(256),
            "my--slug",
            "My_Slug",
            "127.0.0.1",
            "::ffff:169.254.169.254",
            "0.0.0.0/0",
            "\r\nX-Injected: 1",
            "key=,value=|key",
            "* * * * *",
            "Europe/Nowhere",
            "2026-02-30T25:61:61Z",
            LONG);
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "-1", "1.5", "1e400", "-1e-400", "2147483648", "9007199254740993", "1" + "0".repeat(900));

    private final RandomGenerator random;

    Hostile(RandomGenerator random) {
        this.random = random;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /// A value of any type.
    String json() {
        return switch (random.nextInt(10)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 3 -> "[" + json() + "," + json() + "]";
            case 4 -> "{\"" + (random.nextBoolean() ? "key" : "name") + "\":" + json() + "}";
            case 5 -> nested();
            case 6 -> "[]";
            default -> quoted(text());
        };
    }

    /// Nested somewhat above or below what is allowed.
    private String nested() {
        var depth = 20 + random.nextInt(200);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    /// Half of a character is written as an escape, as a client could; it could not be sent otherwise.
    static String quoted(String text) {
        TextNode node = JsonNodeFactory.instance.textNode(text);
        var json = new StringBuilder();
        for (var character : node.toString().toCharArray()) {
            if (Character.isSurrogate(character)) {
                json.append("\\u%04x".formatted((int) character));
            } else {
                json.append(character);
            }
        }
        return json.toString();
    }
}
