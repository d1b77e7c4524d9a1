// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

/// Who wants to log in (LOGIN7, MS-TDS 2.2.6.4).
record LoginRequest(String host, String user, String password, String program, String database) {

    private static final int HOST = 36;
    private static final int USER = 40;
    private static final int PASSWORD = 44;
    private static final int PROGRAM = 48;
    private static final int DATABASE = 68;
    private static final int MASK = 0xa5;

    static LoginRequest of(byte[] message) {
        var reader = new TdsReader(message);
        return new LoginRequest(
                TdsReader.utf16(field(reader, HOST)),
                TdsReader.utf16(field(reader, USER)),
                TdsReader.utf16(unmasked(field(reader, PASSWORD))),
                TdsReader.utf16(field(reader, PROGRAM)),
                TdsReader.utf16(field(reader, DATABASE)));
    }

    /// It holds a password.
    @Override
    public String toString() {
        return "login of " + user;
    }

    private static byte[] field(TdsReader reader, int place) {
        return reader.bytesAt(reader.shortAt(place), 2 * reader.shortAt(place + 2));
    }

    /// Halves of a byte change places, and each bit that the mask has.
    private static byte[] unmasked(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            int plain = (bytes[i] & 0xff) ^ MASK;
            bytes[i] = (byte) (plain << 4 | plain >> 4);
        }
        return bytes;
    }
}
