// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// The few forms of DER that a certificate is written in.
final class Der {

    private static final int SEVEN_BITS = 0x7f;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(long value) {
        return tagged(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] bits(byte[] whole) {
        return tagged(0x03, new byte[] {0}, whole);
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] text(String value) {
        return tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    /// `YYMMDDhhmmssZ`.
    static byte[] time(String value) {
        return tagged(0x17, value.getBytes(StandardCharsets.US_ASCII));
    }

    /// A form whose meaning its place decides.
    static byte[] inContext(int number, boolean constructed, byte[] content) {
        return tagged((constructed ? 0xa0 : 0x80) | number, content);
    }

    /// An object identifier from its numbers.
    static byte[] identifier(int first, int second, int... others) {
        var out = new ByteArrayOutputStream();
        out.write(40 * first + second);
        for (int number : others) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >>> shift != 0) {
                    out.write(0x80 | ((number >>> shift) & SEVEN_BITS));
                }
            }
            out.write(number & SEVEN_BITS);
        }
        return tagged(0x06, out.toByteArray());
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length > SEVEN_BITS) {
            byte[] bytes = BigInteger.valueOf(length).toByteArray();
            int sign = bytes[0] == 0 ? 1 : 0;
            out.write(0x80 | (bytes.length - sign));
            out.write(bytes, sign, bytes.length - sign);
        } else {
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
