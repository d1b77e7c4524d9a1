// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.auth.Person;
import dev.keyturn.server.auth.Sessions;
import dev.keyturn.server.auth.Sessions.Cookie;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before every route of the console. A page is for who is signed in; a form besides must come from
/// a page of ours: with the token that the page put into it, and from no other site. While the installation
/// is not open, every address leads to where it is opened.
public final class ConsoleGuard {
    /// The field of every form, or the header of a request that a script sends.
    public static final String FORM_TOKEN = "formToken";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleGuard.class);
    private static final String FORM_TOKEN_HEADER = "X-Keyturn-Form-Token";
    private static final String BY_ITSELF = "X-Keyturn-Live";
    private static final int LONGEST_NEXT = 2_000;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Sessions sessions;
    private final BooleanSupplier isOpen;
    private final Html html;

    /// @param isOpen whether the installation is
    public ConsoleGuard(Sessions sessions, BooleanSupplier isOpen, Html html) {
        this.sessions = sessions;
        this.isOpen = isOpen;
        this.html = html;
    }

    /// Answers somebody who is signed in.
    @FunctionalInterface
    public interface PageHandler {
        Reply handle(Visit visit);
    }

    /// Answers a form of somebody who is signed in.
    @FunctionalInterface
    public interface FormHandler {
        Reply handle(Visit visit, Input form);
    }

    /// For a GET: whoever is not signed in is sent to `/login`, and comes back from there.
    public Handler page(PageHandler handler) {
        return call -> whileStored(
                call,
                () -> visit(call)
                        .map(visit -> answered(visit, () -> handler.handle(visit)))
                        .orElseGet(() -> toSignIn(call)));
    }

    /// Without the store nobody is known, so nobody sees more than this.
    private Reply whileStored(Call call, Supplier<Reply> work) {
        try {
            return work.get();
        } catch (StoreUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("request", call.id())
                    .addKeyValue("reason", e.getMessage())
                    .log("store unavailable");
            return html.refusal(
                            call,
                            503,
                            "The store cannot be used",
                            "The store cannot be used at the moment. Databases are not touched; published credentials"
                                    + " work on. Load the page again in a few seconds.")
                    .with("Retry-After", "5");
        }
    }

    /// An address that nobody would write by hand is not worth coming back to; a part is none.
    private Reply toSignIn(Call call) {
        if (!isOpen.getAsBoolean()) {
            return Reply.seeOther("/setup");
        }
        if (call.header("HX-Request").isPresent()) {
            return Reply.noContent().with("HX-Redirect", "/login");
        }
        return Reply.seeOther(
                call.address().length() > LONGEST_NEXT
                        ? "/login"
                        : "/login?next=" + URLEncoder.encode(call.address(), StandardCharsets.UTF_8));
    }

    /// For a POST.
    public Handler form(FormHandler handler) {
        return call -> whileStored(call, () -> {
            var form = call.form();
            return refusal(call, form)
                    .orElseGet(() -> visit(call)
                            .map(visit -> answered(visit, () -> handler.handle(visit, form)))
                            .orElseGet(() -> Reply.seeOther("/login")));
        });
    }

    /// What the API refused is a page, not JSON.
    private Reply answered(Visit visit, Supplier<Reply> work) {
        try {
            return work.get();
        } catch (ApiAnswer.Refused refused) {
            var answer = refused.answer();
            return trouble(visit, answer.status(), answer.message());
        } catch (ApiError error) {
            return trouble(visit, error.status(), error.getMessage());
        }
    }

    private Reply trouble(Visit visit, int status, String sentence) {
        return status == FORBIDDEN || status == NOT_FOUND
                ? html.notFound(visit)
                : html.trouble(visit, status, "Not done", sentence);
    }

    /// For an address that no page has.
    public Reply unknown(Call call) {
        if (!isOpen.getAsBoolean()) {
            return Reply.seeOther("/setup");
        }
        return whileStored(call, () -> visit(call).map(html::notFound).orElseGet(() -> html.notFound(call)));
    }

    /// Who is signed in. A request that a region makes by itself is no use of the session.
    public Optional<Visit> visit(Call call) {
        return call.header(BY_ITSELF).isPresent() ? glance(call) : visit(call, sessions::find);
    }

    /// As [#visit], without use of the session.
    public Optional<Visit> glance(Call call) {
        return visit(call, sessions::glance);
    }

    private Optional<Visit> visit(Call call, Function<Cookie, Optional<Person>> finding) {
        return ConsoleCookie.of(call)
                .flatMap(cookie ->
                        finding.apply(cookie).map(person -> new Visit(call, person, sessions.formToken(cookie))));
    }

    /// Why a form is not taken, if it is not.
    public Optional<Reply> refusal(Call call, Input form) {
        if (isForeign(call)) {
            return Optional.of(html.refusal(
                    call, FORBIDDEN, "Not done", "This form was sent from another site, so nothing was done."));
        }
        var token = form.text(FORM_TOKEN).optional().or(() -> call.header(FORM_TOKEN_HEADER));
        var fits = ConsoleCookie.of(call).flatMap(cookie -> token.filter(sent -> sessions.isFormToken(cookie, sent)));
        return fits.isPresent()
                ? Optional.empty()
                : Optional.of(html.refusal(
                        call,
                        FORBIDDEN,
                        "Not done",
                        "This form is too old, or your browser keeps no cookie, so nothing was done. Load the page again"
                                + " and send it once more."));
    }

    /// Where the browser believes to be.
    public static String origin(Call call) {
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
    public record Held(Cookie cookie, boolean isNew) {}

    /// The cookie that a form will be tied to.
    public Held held(Call call) {
        return ConsoleCookie.of(call)
                .map(cookie -> new Held(cookie, false))
                .orElseGet(() -> new Held(sessions.fresh(), true));
    }
}
