// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A Redis client that does nothing by itself: no handshake, no retry, no pool. What a test sees through it is what the
/// server said.
///
/// Speaks RESP2. Not for more than one thread at a time.
public final class RespClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RespClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    public static RespClient connect(InetSocketAddress address) {
        try {
            var socket = new Socket();
            socket.connect(address, (int) PATIENCE.toMillis());
            return over(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("No connection to " + address, e);
        }
    }

    /// Speaks over a socket that somebody else has connected, for example with TLS.
    public static RespClient over(Socket connected) {
        try {
            connected.setSoTimeout((int) PATIENCE.toMillis());
            connected.setTcpNoDelay(true);
            return new RespClient(connected);
        } catch (IOException e) {
            throw new UncheckedIOException("No streams from " + connected, e);
        }
    }

    /// Sends one command, each argument as it is, and waits for its answer; an error of the server is an answer.
    public RespReply call(String... command) {
        send(command);
        return read();
    }

    /// As [#call], but an error of the server is a failure of the caller.
    public RespReply must(String... command) {
        RespReply reply = call(command);
        if (reply instanceof RespReply.Failure(String line)) {
            throw new IllegalStateException(command[0] + " was refused: " + line);
        }
        return reply;
    }

    public void send(String... command) {
        try {
            line("*" + command.length);
            for (String argument : command) {
                byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
                line("$" + bytes.length);
                out.write(bytes);
                line("");
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Connection lost while sending " + command[0], e);
        }
    }

    /// The next answer, also one that was not asked for, as after `MONITOR`.
    public RespReply read() {
        try {
            return parse(readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("Connection lost while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close the connection", e);
        }
    }

    private RespReply parse(String head) throws IOException {
        String rest = head.substring(1);
        return switch (head.charAt(0)) {
            case '+' -> new RespReply.Text(rest);
            case '-' -> new RespReply.Failure(rest);
            case ':' -> new RespReply.Whole(Long.parseLong(rest));
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> many(Integer.parseInt(rest));
            default -> throw new IOException("This is no Redis answer: " + head);
        };
    }

    private RespReply bulk(int length) throws IOException {
        if (length < 0) {
            return new RespReply.Absent();
        }
        byte[] bytes = in.readNBytes(length + 2);
        if (bytes.length < length + 2) {
            throw new EOFException("The server closed the connection inside an answer");
        }
        return new RespReply.Text(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    private RespReply many(int length) throws IOException {
        if (length < 0) {
            return new RespReply.Absent();
        }
        List<RespReply> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            items.add(parse(readLine()));
        }
        return new RespReply.Many(List.copyOf(items));
    }

    private void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.write('\r');
        out.write('\n');
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            line.append((char) next);
        }
        if (in.read() != '\n' || line.isEmpty()) {
            throw new IOException("This is no Redis answer: " + line);
        }
        return line.toString();
    }
}
