// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes new ids and secrets from the server's source of randomness. Safe for many threads if the source is.
public record Randomness(RandomGenerator source) {
    private static final int SECRET_BYTES = 32;

    /// A new id: a random UUID in lower case.
    public String id() {
        var bytes = bytes(16);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    /// A secret that nobody guesses: 64 hex digits.
    public String secret() {
        return HexFormat.of().formatHex(bytes(SECRET_BYTES));
    }

    public byte[] bytes(int length) {
        var bytes = new byte[length];
        source.nextBytes(bytes);
        return bytes;
    }
}
