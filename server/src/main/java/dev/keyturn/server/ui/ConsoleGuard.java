// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.auth.Sessions;
import dev.keyturn.server.auth.Sessions.Cookie;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Stands before every route of the console. A page is for who is signed in; a form besides must come from a page of
/// ours: with the token that the page put into it, and from no other site.
public final class ConsoleGuard {
    /// The field of every form, or the header of a request that a script sends.
    public static final String FORM_TOKEN = "formToken";

    private static final String FORM_TOKEN_HEADER = "X-Keyturn-Form-Token";
    private static final int LONGEST_NEXT = 2_000;
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Sessions sessions;

    public ConsoleGuard(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Answers somebody who is signed in.
    @FunctionalInterface
    public interface PageHandler {
        Reply handle(Call call, SignedIn who);
    }

    /// Answers a form of somebody who is signed in.
    @FunctionalInterface
    public interface FormHandler {
        Reply handle(Call call, Input form, SignedIn who);
    }

    /// For a GET: whoever is not signed in is sent to `/login`, and comes back from there.
    public Handler page(PageHandler handler) {
        return call ->
                signedIn(call).map(who -> handler.handle(call, who)).orElseGet(() -> Reply.seeOther(login(call)));
    }

    /// An address that nobody would write by hand is not worth coming back to.
    private static String login(Call call) {
        return call.address().length() > LONGEST_NEXT
                ? "/login"
                : "/login?next=" + URLEncoder.encode(call.address(), StandardCharsets.UTF_8);
    }

    /// For a POST.
    public Handler form(FormHandler handler) {
        return call -> {
            var form = call.form();
            return refusal(call, form)
                    .or(() -> signedIn(call).isEmpty() ? Optional.of(Reply.seeOther("/login")) : Optional.empty())
                    .orElseGet(() -> handler.handle(call, form, signedIn(call).orElseThrow()));
        };
    }

    Optional<SignedIn> signedIn(Call call) {
        return ConsoleCookie.of(call)
                .flatMap(cookie ->
                        sessions.find(cookie).map(person -> new SignedIn(person, sessions.formToken(cookie))));
    }

    /// Why a form is not taken, if it is not.
    Optional<Reply> refusal(Call call, Input form) {
        if (isForeign(call)) {
            return Optional.of(Page.refusal(403, "This form was sent from another site, so nothing was done."));
        }
        var token = form.text(FORM_TOKEN).optional().or(() -> call.header(FORM_TOKEN_HEADER));
        var fits = ConsoleCookie.of(call).flatMap(cookie -> token.filter(sent -> sessions.isFormToken(cookie, sent)));
        return fits.isPresent()
                ? Optional.empty()
                : Optional.of(Page.refusal(
                        403,
                        "This form is too old, or your browser keeps no cookie, so nothing was done. Load the page again"
                                + " and send it once more."));
    }

    /// Where the browser believes to be.
    static String origin(Call call) {
        return (call.client().secure() ? "https://" : "http://")
                + call.header("Host").orElse("");
    }

    private static boolean isForeign(Call call) {
        var own = origin(call);
        var otherOrigin = call.header("Origin").filter(origin -> !origin.equalsIgnoreCase(own));
        var otherSite = call.header("Sec-Fetch-Site").filter(site -> !OWN_SITE.contains(site));
        return otherOrigin.isPresent() || otherSite.isPresent();
    }

    /// The cookie of a browser, and whether it has to be given one.
    record Held(Cookie cookie, boolean isNew) {}

    Held held(Call call) {
        return ConsoleCookie.of(call)
                .map(cookie -> new Held(cookie, false))
                .orElseGet(() -> new Held(sessions.fresh(), true));
    }
}
