// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the tokens of an answer (MS-TDS 2.2.7).
final class TdsWriter {

    /// The bits of a `DONE`.
    static final int FINAL = 0;

    static final int MORE = 0x01;
    static final int ERROR = 0x02;
    static final int COUNT = 0x10;
    static final int ATTENTION = 0x20;

    static final int DATABASE = 1;
    static final int PACKET_SIZE = 4;
    static final int BEGIN = 8;
    static final int COMMIT = 9;
    static final int ROLLBACK = 10;

    private static final int COLLATION_CHANGE = 7;
    private static final byte[] COLLATION = {0x09, 0x04, (byte) 0xd0, 0x00, 0x34};
    private static final int NVARCHAR = 0xe7;
    private static final int INTN = 0x26;
    private static final int LONGEST = 8000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String server;

    TdsWriter(String server) {
        this.server = server;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    void error(SqlError error) {
        message(0xaa, error.number(), error.severity(), error.text());
    }

    void info(int number, String text) {
        message(0xab, number, 10, text);
    }

    void done(int token, int status, long rows) {
        aByte(token);
        aShort(status);
        aShort(0);
        aLong(rows);
    }

    void done(int status) {
        done(0xfd, status, 0);
    }

    void loginAck() {
        String program = "Microsoft SQL Server";
        aByte(0xad);
        aShort(10 + 2 * program.length());
        aByte(1);
        out.writeBytes(new byte[] {0x74, 0x00, 0x00, 0x04});
        shortText(program);
        out.writeBytes(new byte[] {16, 0, 0x10, 0x00});
    }

    void changed(int what, String to, String from) {
        aByte(0xe3);
        aShort(3 + 2 * (to.length() + from.length()));
        aByte(what);
        shortText(to);
        shortText(from);
    }

    void collation() {
        aByte(0xe3);
        aShort(3 + COLLATION.length);
        aByte(COLLATION_CHANGE);
        aByte(COLLATION.length);
        out.writeBytes(COLLATION);
        aByte(0);
    }

    /// @param what one of `BEGIN`, `COMMIT` and `ROLLBACK`
    void transaction(int what, long id) {
        aByte(0xe3);
        aShort(3 + Long.BYTES);
        aByte(what);
        if (what == BEGIN) {
            aByte(Long.BYTES);
            aLong(id);
            aByte(0);
        } else {
            aByte(0);
            aByte(Long.BYTES);
            aLong(id);
        }
    }

    void returnStatus(int status) {
        aByte(0x79);
        anInt(status);
    }

    /// The value of an output parameter: of the first one, since there are no others.
    void returnValue(Datum value) {
        aByte(0xac);
        aShort(0);
        shortText("");
        aByte(1);
        anInt(0);
        aShort(0);
        aByte(INTN);
        aByte(Integer.BYTES);
        aByte(Integer.BYTES);
        anInt((int) value.number());
    }

    void columns(Rows rows) {
        aByte(0x81);
        aShort(rows.columns().size());
        for (int i = 0; i < rows.columns().size(); i++) {
            anInt(0);
            aShort(0x0009);
            if (rows.isNumeric(i)) {
                aByte(INTN);
                aByte(Long.BYTES);
            } else {
                aByte(NVARCHAR);
                aShort(LONGEST);
                out.writeBytes(COLLATION);
            }
            shortText(rows.columns().get(i));
        }
    }

    void row(Rows rows, List<Datum> row) {
        aByte(0xd1);
        for (int i = 0; i < row.size(); i++) {
            Datum value = row.get(i);
            if (rows.isNumeric(i)) {
                aByte(value.isNull() ? 0 : Long.BYTES);
                if (!value.isNull()) {
                    aLong(value.number());
                }
            } else if (value.isNull()) {
                aShort(0xffff);
            } else {
                aShort(2 * value.text().length());
                text(value.text());
            }
        }
    }

    private void message(int token, int number, int severity, String text) {
        String cut = text.substring(0, Math.min(text.length(), 2000));
        aByte(token);
        aShort(4 + 1 + 1 + 2 + 2 * cut.length() + 1 + 2 * server.length() + 1 + 4);
        anInt(number);
        aByte(1);
        aByte(severity);
        aShort(cut.length());
        text(cut);
        shortText(server);
        shortText("");
        anInt(1);
    }

    private void shortText(String text) {
        aByte(text.length());
        text(text);
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
    }

    private void aByte(int value) {
        out.write(value);
    }

    private void aShort(int value) {
        out.write(value);
        out.write(value >> 8);
    }

    private void anInt(int value) {
        aShort(value);
        aShort(value >> 16);
    }

    private void aLong(long value) {
        anInt((int) value);
        anInt((int) (value >> 32));
    }
}
