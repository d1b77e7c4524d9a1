// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One command of a client. Its words may hold a password, so they are not shown.
record Command(List<String> words) {

    Command {
        words = List.copyOf(words);
    }

    /// The next command of the stream; empty at its end.
    static Optional<Command> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        if (first != '*') {
            throw new IOException("This client does not speak RESP");
        }
        int count = number(in);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (in.read() != '$') {
                throw new IOException("This client does not speak RESP");
            }
            words.add(new String(in.readNBytes(number(in)), StandardCharsets.UTF_8));
            in.skipNBytes(2);
        }
        return Optional.of(new Command(words));
    }

    /// As it goes over the wire.
    byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii("*" + words.size() + "\r\n"));
        for (String word : words) {
            byte[] content = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ascii("$" + content.length + "\r\n"));
            bytes.writeBytes(content);
            bytes.writeBytes(ascii("\r\n"));
        }
        return bytes.toByteArray();
    }

    /// Whether it begins with these words, in any case.
    boolean begins(String... wanted) {
        if (words.size() < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!words.get(i).toUpperCase(Locale.ROOT).equals(wanted[i])) {
                return false;
            }
        }
        return true;
    }

    /// The user that it logs in, if that is what it does.
    Optional<String> login() {
        if (begins("AUTH") && words.size() == 3) {
            return Optional.of(words.get(1));
        }
        return begins("HELLO") && words.size() > 4 && words.get(2).equalsIgnoreCase("AUTH")
                ? Optional.of(words.get(3))
                : Optional.empty();
    }

    private static int number(InputStream in) throws IOException {
        int number = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The client went away inside a command");
            }
            number = Character.isDigit(next) ? number * 10 + (next - '0') : number;
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return words.isEmpty() ? "Command[]" : "Command[" + words.getFirst() + "]";
    }
}
