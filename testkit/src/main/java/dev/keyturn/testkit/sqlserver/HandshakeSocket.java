// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/// What a TLS socket is laid over: its records travel inside of PRELOGIN messages until the handshake is over, and bare
/// from then on.
final class HandshakeSocket extends Socket {

    private static final int HEADER = 8;

    private final Socket socket;
    private final InputStream in = new Unwrapping();
    private final Wrapping out = new Wrapping();
    private boolean shakingHands = true;

    HandshakeSocket(Socket socket) {
        this.socket = socket;
    }

    void endHandshake() throws IOException {
        out.send();
        shakingHands = false;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    private final class Unwrapping extends InputStream {

        private InputStream payload = new ByteArrayInputStream(new byte[0]);

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (!shakingHands && payload.available() == 0) {
                return socket.getInputStream().read(bytes, offset, length);
            }
            if (payload.available() == 0) {
                out.send();
                byte[] header = socket.getInputStream().readNBytes(HEADER);
                payload = new ByteArrayInputStream(TdsChannel.payload(socket.getInputStream(), header));
            }
            return payload.read(bytes, offset, length);
        }
    }

    private final class Wrapping extends OutputStream {

        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (shakingHands) {
                waiting.write(bytes, offset, length);
            } else {
                socket.getOutputStream().write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!shakingHands) {
                socket.getOutputStream().flush();
            }
        }

        /// All records of one turn are one message, as the client expects.
        void send() throws IOException {
            if (waiting.size() > 0) {
                TdsChannel.write(socket.getOutputStream(), TdsChannel.PRELOGIN, waiting.toByteArray());
                waiting.reset();
            }
        }
    }
}
