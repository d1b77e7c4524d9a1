// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Reads the numbers, texts and parameters of a message.
final class TdsReader {

    private static final int NVARCHAR = 0xe7;
    private static final int VARCHAR = 0xa7;
    private static final int INTN = 0x26;
    private static final int BITN = 0x68;
    private static final int BIGVARBINARY = 0xa5;
    private static final int IN_PARTS = 0xffff;

    private final ByteBuffer bytes;

    TdsReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    int aByte() {
        return bytes.get() & 0xff;
    }

    int aShort() {
        return bytes.getShort() & 0xffff;
    }

    int anInt() {
        return bytes.getInt();
    }

    int shortAt(int offset) {
        return bytes.getShort(offset) & 0xffff;
    }

    byte[] bytesAt(int offset, int length) {
        var copy = new byte[length];
        bytes.get(offset, copy);
        return copy;
    }

    byte[] take(int length) {
        var copy = new byte[length];
        bytes.get(copy);
        return copy;
    }

    String text(int characters) {
        return utf16(take(2 * characters));
    }

    String rest() {
        return utf16(take(bytes.remaining()));
    }

    /// What stands before every batch and procedure call of TDS 7.2 and later.
    void skipAllHeaders() {
        int length = bytes.getInt(bytes.position());
        bytes.position(bytes.position() + length);
    }

    /// A value with its type, as a procedure call carries it.
    Datum parameter() throws SqlError {
        int type = aByte();
        return switch (type) {
            case NVARCHAR -> {
                int longest = aShort();
                var _ = take(5);
                yield longest == IN_PARTS ? textInParts() : shortText();
            }
            case VARCHAR -> {
                var _ = take(7);
                int length = aShort();
                yield length == IN_PARTS
                        ? new Datum.Null()
                        : new Datum.Text(new String(take(length), StandardCharsets.ISO_8859_1));
            }
            case INTN, BITN -> {
                var _ = aByte();
                yield number(aByte());
            }
            case BIGVARBINARY -> {
                var _ = aShort();
                int length = aShort();
                yield length == IN_PARTS
                        ? new Datum.Null()
                        : new Datum.Hex("0x" + HexFormat.of().withUpperCase().formatHex(take(length)));
            }
            default ->
                throw new SqlError(
                        8009, 16, "This double takes no parameter of type 0x" + Integer.toHexString(type) + ".");
        };
    }

    static String utf16(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_16LE);
    }

    private Datum shortText() {
        int length = aShort();
        return length == IN_PARTS ? new Datum.Null() : new Datum.Text(utf16(take(length)));
    }

    private Datum textInParts() {
        long whole = bytes.getLong();
        if (whole == -1) {
            return new Datum.Null();
        }
        var text = new ByteArrayOutputStream();
        for (int length = anInt(); length > 0; length = anInt()) {
            text.writeBytes(take(length));
        }
        return new Datum.Text(utf16(text.toByteArray()));
    }

    private Datum number(int length) {
        return switch (length) {
            case 0 -> new Datum.Null();
            case 1 -> new Datum.Whole(bytes.get());
            case 2 -> new Datum.Whole(bytes.getShort());
            case 4 -> new Datum.Whole(bytes.getInt());
            default -> new Datum.Whole(bytes.getLong());
        };
    }
}
