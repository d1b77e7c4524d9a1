// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.ByteArrayOutputStream;

/// The first words of a connection: whether, and how much of it, is encrypted (MS-TDS 2.2.6.5).
final class Prelogin {

    static final int OFF = 0;
    static final int ON = 1;
    static final int NOT_SUPPORTED = 2;
    static final int REQUIRED = 3;

    private static final int ENCRYPTION = 1;
    private static final int END = 0xff;

    private Prelogin() {}

    /// What the client asks for: one of the words above.
    static int encryption(byte[] message) {
        for (int at = 0; (message[at] & 0xff) != END; at += 5) {
            if (message[at] == ENCRYPTION) {
                int offset = (message[at + 1] & 0xff) << 8 | (message[at + 2] & 0xff);
                return message[offset];
            }
        }
        return NOT_SUPPORTED;
    }

    /// What comes of it.
    static int agreed(int asked, Encryption offered) {
        return switch (offered) {
            case NONE -> NOT_SUPPORTED;
            case OFFERED -> asked == OFF ? OFF : asked == NOT_SUPPORTED ? NOT_SUPPORTED : ON;
            case REQUIRED -> asked == ON ? ON : REQUIRED;
        };
    }

    static byte[] answer(int encryption) {
        byte[][] options = {{16, 0, 0x10, 0, 0, 0}, {(byte) encryption}, {0}, {}, {0}};
        var answer = new ByteArrayOutputStream();
        int offset = 5 * options.length + 1;
        for (int token = 0; token < options.length; token++) {
            int length = options[token].length;
            answer.writeBytes(new byte[] {(byte) token, (byte) (offset >> 8), (byte) offset, 0, (byte) length});
            offset += length;
        }
        answer.write(END);
        for (byte[] option : options) {
            answer.writeBytes(option);
        }
        return answer.toByteArray();
    }
}
