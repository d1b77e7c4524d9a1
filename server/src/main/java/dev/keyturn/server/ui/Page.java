// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.http.Reply;

/// A page of HTML with the headers that every page has. Nothing in it runs: no script, no style in the text, no frame.
final class Page {
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private Page() {}

    static Reply of(int status, String title, String content) {
        var html = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s – Keyturn</title>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(escaped(title), escaped(title), content);
        return Reply.page(status, html)
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY")
                // with no-referrer a browser would call the origin of our own forms "null"
                .with("Referrer-Policy", "same-origin");
    }

    static Reply refusal(int status, String sentence) {
        return of(
                status,
                "Not done",
                "<p>%s</p>\n<p><a href=\"/\">Back to the console</a></p>".formatted(escaped(sentence)));
    }

    /// Text that stands for itself, between tags and in a quoted attribute.
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
