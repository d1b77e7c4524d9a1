// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.fuzz;

import dev.keyturn.server.http.Route;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// One request to a route, made of a number: nearly right in most places, and hostile in some.
final class FuzzedRequest {
    private final RandomGenerator random;
    private final Hostile hostile;
    private final Plausible plausible;
    private final String token;

    private FuzzedRequest(long seed, Plausible.Known known, String token) {
        this.random = new SplittableRandom(seed);
        this.hostile = new Hostile(random);
        this.plausible = new Plausible(random, known);
        this.token = token;
    }

    /// @param head the request line, to be shown
    /// @param all  the request, one character for each octet
    record Bytes(String head, String all) {}

    static Bytes of(Route route, long seed, Plausible.Known known, String token) {
        return new FuzzedRequest(seed, known, token).bytes(route);
    }

    private Bytes bytes(Route route) {
        var head = route.verb() + " " + path(route) + query() + " HTTP/1.1";
        var body = body();
        var all = new ByteArrayOutputStream();
        all.writeBytes((head + "\r\nHost: localhost\r\n" + authorization() + contentType())
                .getBytes(StandardCharsets.ISO_8859_1));
        if (random.nextInt(20) == 0) {
            all.writeBytes("If-None-Match: \"x\", W/\"*\",,\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        all.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return new Bytes(head, all.toString(StandardCharsets.ISO_8859_1));
    }

    private String path(Route route) {
        var path = route.path().segments().stream()
                .map(segment -> segment.startsWith("{") ? segment(segment.substring(1, segment.length() - 1)) : segment)
                .collect(Collectors.joining("/", "/", ""));
        return random.nextInt(15) == 0 ? path + "/" : path;
    }

    private String segment(String name) {
        return random.nextInt(5) == 0 ? hostileInUri() : encoded(plausible.text(name));
    }

    private String query() {
        var fields = new ArrayList<String>();
        for (var field : plausible.usual()) {
            if (random.nextInt(3) > 0 && !field.equals("secretValue")) {
                fields.add(field + "=" + encoded(plausible.text(field)));
            }
        }
        for (var i = random.nextInt(3); i > 0; i--) {
            fields.add(plausible.field() + (random.nextInt(6) == 0 ? "" : "=" + hostileInUri()));
        }
        return fields.isEmpty() ? "" : "?" + String.join("&", fields);
    }

    /// As much as goes into a request line; some of it with broken escapes.
    private String hostileInUri() {
        var text = hostile.text();
        var cut = text.length() > 2000 ? text.substring(0, 2000) : text;
        return random.nextInt(8) == 0 ? "%zz%F" : encoded(cut);
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xff);
            encoded.append(
                    Character.isLetterOrDigit(character) && character < 128 || "-_.~".indexOf(character) >= 0
                            ? String.valueOf(character)
                            : "%%%02X".formatted((int) character));
        }
        return encoded.toString();
    }

    private String authorization() {
        return switch (random.nextInt(25)) {
            case 0 -> "";
            case 1 -> "Authorization: Bearer st.x.y.z\r\n";
            case 2 -> "Authorization: Basic " + "a".repeat(3000) + "\r\n";
            case 3 -> "Authorization: Bearer " + token + "x\r\n";
            default -> "Authorization: Bearer " + token + "\r\n";
        };
    }

    private String contentType() {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "Content-Type: text/plain; charset=utf-16\r\n";
            case 2 -> "Content-Type: ;;;\r\n";
            default -> "Content-Type: application/json\r\n";
        };
    }

    private byte[] body() {
        return switch (random.nextInt(40)) {
            case 0 -> new byte[0];
            case 1 -> "null".getBytes(StandardCharsets.UTF_8);
            case 2 -> hostile.json().getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};
            case 4 -> (object() + "garbage").getBytes(StandardCharsets.UTF_8);
            case 5 -> "{\"name\":\"a\",\"name\":\"b\"}".getBytes(StandardCharsets.UTF_8);
            case 6 -> object().substring(1).getBytes(StandardCharsets.UTF_8);
            default -> object().getBytes(StandardCharsets.UTF_8);
        };
    }

    private String object() {
        var fields = new ArrayList<String>();
        var spoilt = random.nextInt(plausible.usual().size() + 6);
        for (var i = 0; i < plausible.usual().size(); i++) {
            var field = plausible.usual().get(i);
            if (random.nextInt(8) > 0) {
                fields.add("\"" + field + "\":" + (i == spoilt ? hostile.json() : plausible.json(field)));
            }
        }
        var more = new java.util.TreeSet<String>();
        for (var i = random.nextInt(8); i > 0; i--) {
            more.add(plausible.field());
        }
        more.removeAll(plausible.usual());
        for (var field : more) {
            fields.add("\"" + field + "\":" + (random.nextInt(3) == 0 ? hostile.json() : plausible.json(field)));
        }
        return "{" + String.join(",", fields) + "}";
    }
}
