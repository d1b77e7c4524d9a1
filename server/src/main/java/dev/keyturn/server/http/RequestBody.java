// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The body of one request, read when it is asked for and never past 1 MiB. Used by one thread.
final class RequestBody {
    static final int LIMIT = 1024 * 1024;

    private final ServerRequest request;
    private boolean tooLarge;
    private boolean consumed;

    RequestBody(ServerRequest request) {
        this.request = request;
    }

    /// @throws ApiError 413 or 400
    ObjectNode read() {
        if (consumed) {
            throw new IllegalStateException("the body is read once");
        }
        consumed = true;
        return Json.object(bytes());
    }

    /// The fields of a form; the last of two of one name wins.
    ///
    /// @throws ApiError 413 or 400
    ObjectNode readForm() {
        if (consumed) {
            throw new IllegalStateException("the body is read once");
        }
        consumed = true;
        return UriText.query(new String(bytes(), StandardCharsets.ISO_8859_1));
    }

    private byte[] bytes() {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        if (declaredLength() > LIMIT) {
            throw refuse();
        }
        // the connection owns the stream: closing it would read to its end
        var stream = request.content().inputStream();
        try {
            var bytes = stream.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw refuse();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiError refuse() {
        tooLarge = true;
        return ApiError.tooLarge(LIMIT);
    }

    private long declaredLength() {
        var headers = request.headers();
        return headers.contains(HeaderNames.CONTENT_LENGTH)
                ? headers.contentLength().orElse(0)
                : 0;
    }

    /// Whether the connection has to end after the answer, because something of the body was left unread.
    boolean mustClose() {
        return tooLarge
                || (!consumed && request.content().hasEntity() && !(declaredLength() > 0 && declaredLength() <= LIMIT));
    }
}
