// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Messages of TDS over one connection: each is cut into packets with a header of eight bytes (MS-TDS 2.2.3).
final class TdsChannel {

    static final int BATCH = 0x01;
    static final int RPC = 0x03;
    static final int RESULT = 0x04;
    static final int ATTENTION = 0x06;
    static final int TRANSACTION = 0x0e;
    static final int LOGIN = 0x10;
    static final int PRELOGIN = 0x12;

    static final int PACKET = 4096;

    private static final int HEADER = 8;
    private static final int LAST = 0x01;

    /// A whole message, without headers.
    static final class Message {

        private final int type;
        private final byte[] body;

        Message(int type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        int type() {
            return type;
        }

        byte[] body() {
            return body;
        }
    }

    private final Socket socket;
    private InputStream in;
    private OutputStream out;

    TdsChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// The next message; empty if the client has left.
    Optional<Message> read() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length == 0 && body.size() == 0) {
                return Optional.empty();
            }
            body.writeBytes(payload(in, header));
            if ((header[1] & LAST) != 0) {
                return Optional.of(new Message(header[0] & 0xff, body.toByteArray()));
            }
        }
    }

    void write(byte[] body) throws IOException {
        write(out, RESULT, body);
    }

    /// Shakes hands inside of PRELOGIN messages; what follows is encrypted.
    void encrypt(SSLContext context) throws IOException {
        var inner = new HandshakeSocket(socket);
        var tls = (SSLSocket) context.getSocketFactory().createSocket(inner, "client", socket.getPort(), false);
        tls.setUseClientMode(false);
        // with version 1.3 a server speaks once more after the handshake, which TDS 7.4 has no place for
        tls.setEnabledProtocols(new String[] {"TLSv1.2"});
        tls.startHandshake();
        inner.endHandshake();
        in = tls.getInputStream();
        out = tls.getOutputStream();
    }

    /// Where encryption was for the login only.
    void encryptNoMore() throws IOException {
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    static byte[] payload(InputStream in, byte[] header) throws IOException {
        if (header.length < HEADER) {
            throw new EOFException("a packet ended in its header");
        }
        int length = ((header[2] & 0xff) << 8 | (header[3] & 0xff)) - HEADER;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a packet ended before its length");
        }
        return body;
    }

    static void write(OutputStream out, int type, byte[] body) throws IOException {
        var packets = new ByteArrayOutputStream();
        int number = 1;
        int from = 0;
        do {
            int length = Math.min(PACKET - HEADER, body.length - from);
            boolean last = from + length == body.length;
            packets.write(type);
            packets.write(last ? LAST : 0);
            packets.write((length + HEADER) >> 8);
            packets.write(length + HEADER);
            packets.write(0);
            packets.write(0);
            packets.write(number++);
            packets.write(0);
            packets.write(body, from, length);
            from += length;
        } while (from < body.length);
        out.write(packets.toByteArray());
        out.flush();
    }
}
