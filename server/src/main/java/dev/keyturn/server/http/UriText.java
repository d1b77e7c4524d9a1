// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads the raw path and query of a request. What is not percent-encoded UTF-8 is a bad request, never a guess.
final class UriText {
    private UriText() {}

    /// The decoded segments of a path, without the empty one that a `/` at the end makes.
    static List<String> segments(String rawPath) {
        var path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return Arrays.stream(path.split("/", -1)).map(UriText::decode).toList();
    }

    /// The fields of a query. `+` is a space; a field without a value is the empty text; the last of two wins.
    static ObjectNode query(String rawQuery) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (var part : rawQuery.split("&", -1)) {
            if (!part.isEmpty()) {
                var equals = part.indexOf('=');
                var name = equals < 0 ? part : part.substring(0, equals);
                var value = equals < 0 ? "" : part.substring(equals + 1);
                fields.put(decode(name.replace('+', ' ')), decode(value.replace('+', ' ')));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(octet(text, i));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw ApiError.badRequest("The address holds percent-encoded bytes that are not UTF-8");
        }
    }

    private static int octet(String text, int at) {
        var high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        var low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0) {
            throw ApiError.badRequest("The address holds a % that is not followed by two hexadecimal digits");
        }
        return high * 16 + low;
    }
}
