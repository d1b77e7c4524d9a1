// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes elements, and escapes what is put into them: a picture may quote the names of accounts and clients.
final class Xml {
    private final StringBuilder out = new StringBuilder(8_192);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    /// Begins an element; attributes follow, then content, then [#end].
    Xml begin(String element) {
        closeTag();
        out.append('<').append(element);
        open.push(element);
        inTag = true;
        return this;
    }

    Xml put(String attribute, String value) {
        out.append(' ').append(attribute).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    Xml put(String attribute, double value) {
        return put(attribute, number(value));
    }

    Xml text(String text) {
        closeTag();
        escape(text);
        return this;
    }

    Xml end() {
        String element = open.pop();
        if (inTag) {
            out.append("/>");
            inTag = false;
        } else {
            out.append("</").append(element).append('>');
        }
        return this;
    }

    private void closeTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    /// Without a needless fraction.
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        String fraction = size % 10 == 0 ? Long.toString(size % 100 / 10) : (size % 100 < 10 ? "0" : "") + size % 100;
        return sign + (size / 100 == 0 ? "" : size / 100) + "." + fraction;
    }

    private void escape(String text) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isLegal(character) ? character : '\uFFFD');
            }
        });
    }

    private static boolean isLegal(int character) {
        return character >= ' '
                && character != 0xFFFE
                && character != 0xFFFF
                && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
