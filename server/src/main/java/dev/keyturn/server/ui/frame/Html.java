// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.Times;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Draws templates, with the headers that every page has. What a template prints is escaped by the engine.
///
/// A template gets its `view`, and may ask for the `page` (token, zone, now). A name such as
/// `rotation/rows.jte` is a path below `server/src/main/jte`.
public final class Html {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String NO_SUCH_PAGE = "There is no such page, or you may not see it.";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final MenuMaker menus;
    private final InstantSource clock;

    /// @param writable whether the store can be written: if not, every page says so
    public Html(ConsoleApi api, BooleanSupplier writable, InstantSource clock) {
        this.menus = new MenuMaker(api, writable);
        this.clock = clock;
    }

    /// A whole page: `template` inside the frame with the menu.
    public Reply page(Visit visit, Head head, String template, Object view) {
        return page(200, visit, head, template, view);
    }

    /// As [#page(Visit, Head, String, Object)]; 422 for a form that was refused and is shown again.
    public Reply page(int status, Visit visit, Head head, String template, Object view) {
        var page = page(visit);
        var content = content(template, Map.of("view", view, "page", page));
        var reply = framed(status, visit, head, page, content);
        return MenuMaker.cookie(head)
                .map(cookie -> reply.with("Set-Cookie", cookie))
                .orElse(reply);
    }

    /// A region alone, for htmx to put in its place.
    public Reply part(Visit visit, String template, Object view) {
        return headers(Reply.page(200, text(template, Map.of("view", view, "page", page(visit)))));
    }

    /// One secret value, and nothing else: the answer to a reveal. With script it goes into its one
    /// element; without, it is a page of its own.
    ///
    /// @param what which value it is, such as `Password of v3`
    public Reply revealed(Visit visit, String what, String value) {
        if (visit.call().header("X-Keyturn-Reveal").isPresent()) {
            return headers(Reply.text(value));
        }
        return bare(visit.call(), 200, what, visit.formToken().value(), "frame/revealed.jte", value);
    }

    /// A page without the menu, for who is not signed in.
    ///
    /// @param formToken what its form carries; empty if it has none
    public Reply bare(Call call, int status, String title, String formToken, String template, Object view) {
        var page = Page.of(call, formToken, clock.instant());
        var content = content(template, Map.of("view", view, "page", page));
        return headers(
                Reply.page(status, text("frame/bare.jte", Map.of("title", title, "page", page, "content", content))));
    }

    /// For what is not there and for what the visitor may not see: nobody learns which of them it is.
    public Reply notFound(Visit visit) {
        return framed(
                404,
                visit,
                Head.of("Not found", Place.NOWHERE),
                page(visit),
                content("frame/trouble.jte", Map.of("title", "Not found", "sentence", NO_SUCH_PAGE)));
    }

    /// As [#notFound(Visit)], for who is not signed in.
    public Reply notFound(Call call) {
        return refusal(call, 404, "Not found", NO_SUCH_PAGE);
    }

    /// A sentence in place of a page.
    public Reply trouble(Visit visit, int status, String title, String sentence) {
        var content = content("frame/trouble.jte", Map.of("title", title, "sentence", sentence));
        return framed(status, visit, Head.of(title, Place.NOWHERE), page(visit), content);
    }

    /// As [#trouble], for who is not signed in or sent a form that is not theirs.
    public Reply refusal(Call call, int status, String title, String sentence) {
        return bare(call, status, title, "", "frame/refused.jte", sentence);
    }

    /// Leads on after a form that was done.
    public static Reply seeOther(String path) {
        return Reply.seeOther(path);
    }

    /// As [#seeOther(String)]; the next page shows the sentence as a toast, for what happened elsewhere or
    /// can be undone. The script shows it and forgets it.
    public static Reply seeOther(String path, String toast) {
        return Reply.seeOther(path)
                .with(
                        "Set-Cookie",
                        "kt-toast="
                                + URLEncoder.encode(toast, StandardCharsets.UTF_8)
                                        .replace("+", "%20") + "; Path=/; SameSite=Strict; Max-Age=20");
    }

    /// How times are written for the visitor: for the making of a view.
    public Times times(Visit visit) {
        return Page.times(visit.call(), clock.instant());
    }

    private Page page(Visit visit) {
        return Page.of(visit.call(), visit.formToken().value(), clock.instant());
    }

    private Reply framed(int status, Visit visit, Head head, Page page, Content content) {
        var menu = menus.of(visit, head, page.times());
        return headers(Reply.page(
                status, text("frame/page.jte", Map.of("head", head, "menu", menu, "page", page, "content", content))));
    }

    private Content content(String template, Map<String, Object> parameters) {
        var text = text(template, parameters);
        return output -> output.writeContent(text);
    }

    private String text(String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        engine.render(template, parameters, output);
        return output.toString();
    }

    static Reply headers(Reply reply) {
        return reply.with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY")
                // with no-referrer a browser would call the origin of our own forms "null"
                .with("Referrer-Policy", "same-origin");
    }
}
