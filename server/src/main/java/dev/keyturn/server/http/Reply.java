// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An answer: status, headers, and a body that is written as JSON (records, maps, lists), a page, or none.
public record Reply(int status, Map<String, String> headers, Optional<Object> body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /// 200 with `body` as it is.
    public static Reply ok(Object body) {
        return new Reply(200, Map.of(), Optional.of(body));
    }

    /// 200 with an object of one field, as most answers are.
    public static Reply ok(String name, Object value) {
        return ok(Map.of(name, value));
    }

    /// A page for a browser.
    public static Reply page(int status, String html) {
        return new Reply(status, Map.of(), Optional.of(new Html(html)));
    }

    /// Text as it is.
    public static Reply text(String text) {
        return file("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a browser on with a GET.
    public static Reply seeOther(String path) {
        return new Reply(303, Map.of("Location", path), Optional.empty());
    }

    /// A body that is written as it is.
    record Html(String text) {}

    /// A file of ours.
    public static Reply file(String type, byte[] content) {
        return ok(new Streamed(type, to -> to.write(content)));
    }

    public static Reply noContent() {
        return new Reply(204, Map.of(), Optional.empty());
    }

    public static Reply notModified(String etag) {
        return new Reply(304, Map.of("ETag", etag), Optional.empty());
    }

    public Reply with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, body);
    }
}
