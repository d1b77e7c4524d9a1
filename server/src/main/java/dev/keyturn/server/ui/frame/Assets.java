// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// The files for the browser. A name holds a hash of the content, so a browser keeps a file for a year and
/// asks for the next one at once.
public final class Assets {
    private static final String BASE = "/ui/";
    private static final String A_YEAR = "public, max-age=31536000, immutable";
    private static final int HASH_DIGITS = 12;
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /// The styles of the areas, each served as a piece of `kt.css`.
    private static final List<String> AREAS =
            List.of("kt-overview.css", "kt-lists.css", "kt-rotation.css", "kt-wizard.css");

    private static final Map<String, File> BY_NAME = files();
    private static final Map<String, File> BY_ADDRESS =
            BY_NAME.values().stream().collect(Collectors.toUnmodifiableMap(file -> file.address, file -> file));

    private Assets() {}

    private static final class File {
        private final String address;
        private final String type;
        private final byte[] content;
        private final byte[] compressed;

        File(String address, String type, byte[] content) {
            this.address = address;
            this.type = type;
            this.content = content;
            this.compressed = compressed(content);
        }
    }

    /// The address of a file, for a template: `Assets.path("kt.css")`.
    public static String path(String name) {
        return Optional.ofNullable(BY_NAME.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no file " + name))
                .address;
    }

    /// Answers `/ui/{file}`; empty if there is no such file.
    static Optional<Reply> reply(Call call) {
        return Optional.ofNullable(BY_ADDRESS.get(BASE + call.name("file"))).map(file -> reply(file, call));
    }

    private static Reply reply(File file, Call call) {
        var packed = call.header("Accept-Encoding")
                .filter(takes -> takes.contains("gzip"))
                .isPresent();
        var reply = Reply.file(file.type, packed ? file.compressed : file.content)
                .with("Cache-Control", A_YEAR)
                .with("Vary", "Accept-Encoding")
                .with("X-Content-Type-Options", "nosniff");
        return packed ? reply.with("Content-Encoding", "gzip") : reply;
    }

    private static Map<String, File> files() {
        return Map.of(
                "tabler.css", file("tabler.css", CSS, own("tabler.min.css")),
                "kt.css", file("kt.css", CSS, design()),
                "kt-theme.js", file("kt-theme.js", SCRIPT, own("kt-theme.js")),
                "kt.js", file("kt.js", SCRIPT, own("kt.js")),
                "htmx.js", file("htmx.js", SCRIPT, own("htmx.min.js")),
                "icons.svg", file("icons.svg", "image/svg+xml", own("icons.svg")),
                "favicon.svg", file("favicon.svg", "image/svg+xml", own("favicon.svg")));
    }

    /// Ours comes after Tabler's and speaks in tokens only.
    private static byte[] design() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(resource(Timeline.class, "kt-tokens.css"));
        all.writeBytes(own("kt.css"));
        all.writeBytes(resource(Timeline.class, "kt-timeline.css"));
        AREAS.forEach(area -> all.writeBytes(own(area)));
        return all.toByteArray();
    }

    private static File file(String name, String type, byte[] content) {
        var dot = name.lastIndexOf('.');
        var address = BASE + name.substring(0, dot) + "-" + hash(content) + name.substring(dot);
        return new File(address, type, content);
    }

    private static String hash(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compressed(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] own(String name) {
        return resource(Assets.class, "/dev/keyturn/server/ui/" + name);
    }

    private static byte[] resource(Class<?> beside, String name) {
        try (var stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the file " + name + " is missing in the package of " + beside);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
