// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A client that sends what it is given, byte by byte: no library that would refuse, mend or escape it.
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;
    private Optional<Open> open = Optional.empty();

    RawHttp(URI server) {
        this.server = server;
    }

    private record Open(Socket socket, InputStream in) {}

    /// What came back; the names of headers are in lower case.
    record Response(int status, Map<String, String> headers, String text) {}

    /// Sends one request whole, over the connection of the last one if that is still good.
    Response send(byte[] request) throws IOException {
        if (open.isPresent()) {
            try {
                return exchange(open.get(), request);
            } catch (IOException _) {
                // the server may have ended it meanwhile: once more on a new one
                close();
            }
        }
        return exchange(connect(), request);
    }

    private Open connect() throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        var opened = new Open(socket, new BufferedInputStream(socket.getInputStream()));
        open = Optional.of(opened);
        return opened;
    }

    private Response exchange(Open connection, byte[] request) throws IOException {
        try {
            connection.socket().getOutputStream().write(request);
            connection.socket().getOutputStream().flush();
        } catch (SocketException _) {
            // it may have answered before it had read all
        }
        var response = read(connection.in());
        if ("close".equalsIgnoreCase(response.headers().get("connection"))) {
            close();
        }
        return response;
    }

    static Response read(InputStream in) throws IOException {
        var status = line(in).split(" ", 3);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Response(
                Integer.parseInt(status[1]), headers, new String(body(in, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var all = new ByteArrayOutputStream();
            for (var size = chunk(in); size > 0; size = chunk(in)) {
                all.write(in.readNBytes(size));
                var _ = line(in);
            }
            var _ = line(in);
            return all.toByteArray();
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().socket().close();
            open = Optional.empty();
        }
    }
}
