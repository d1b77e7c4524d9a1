// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.docs.ApiDocument;
import dev.keyturn.server.docs.ApiPage;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Streamed;
import java.nio.charset.StandardCharsets;

/// Shows what the server answers to what, to programs and to people. It says nothing about this installation, so it
/// needs no login.
final class DocsResource {
    private final ApiDocument document = ApiDocument.load();

    Reply document(Call call) {
        return Reply.ok(document.json()).with("Cache-Control", "public, max-age=300");
    }

    Reply page(Call call) {
        return Reply.ok(new Streamed(
                        "text/html; charset=utf-8",
                        to -> to.write(ApiPage.of(document).getBytes(StandardCharsets.UTF_8))))
                .with("Content-Security-Policy", ApiPage.contentSecurityPolicy())
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "public, max-age=300");
    }
}
