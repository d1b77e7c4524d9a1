// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static dev.keyturn.server.audit.Recording.change;

import dev.keyturn.server.audit.Recorder;
import dev.keyturn.server.auth.Person;
import dev.keyturn.server.auth.Sessions;
import dev.keyturn.server.auth.SignIn;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import java.util.regex.Pattern;

/// Signing in and out (contract §7.1, §15.6).
final class LoginPage {
    /// What the audit log calls it.
    static final String SIGNED_IN = "login-user";

    static final String SIGNED_OUT = "logout-user";

    private static final Pattern OWN_PATH = Pattern.compile("/([!-~&&[^/\\\\]][!-~&&[^\\\\]]*)?");
    private static final int TOO_MANY = 429;

    private final ConsoleGuard guard;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Recorder recorder;
    private final boolean withProvider;

    LoginPage(ConsoleGuard guard, Sessions sessions, SignIn signIn, Recorder recorder, boolean withProvider) {
        this.guard = guard;
        this.sessions = sessions;
        this.signIn = signIn;
        this.recorder = recorder;
        this.withProvider = withProvider;
    }

    Reply show(Call call) {
        if (!ConsoleCookie.isPossible(call)) {
            return needsTls();
        }
        var query = call.query();
        var next = next(query);
        return guard.signedIn(call).isPresent() ? Reply.seeOther(next) : form(call, 200, next, "");
    }

    Reply enter(Call call) {
        if (!ConsoleCookie.isPossible(call)) {
            return needsTls();
        }
        var form = call.form();
        return guard.refusal(call, form).orElseGet(() -> enter(call, form));
    }

    private Reply enter(Call call, Input form) {
        var next = next(form);
        var email = form.text("email").or("");
        var password = form.text("password").or("");
        form.done();
        try {
            return signIn.with(email, password, call.client().address())
                    .map(person -> welcome(call, person, next))
                    .orElseGet(() -> form(
                            call,
                            401,
                            next,
                            "This e-mail address and password do not fit together. After three failures you have to wait"
                                    + " five minutes."));
        } catch (ApiError slow) {
            if (slow.status() != TOO_MANY) {
                throw slow;
            }
            return form(call, TOO_MANY, next, slow.getMessage()).with("Retry-After", "1");
        }
    }

    /// What did not happen is not told to the audit log, or anybody could fill it.
    private Reply welcome(Call call, Person person, String next) {
        return recorder.open(change(SIGNED_IN), _ -> {
                    call.note("userId", person.id().value());
                    call.note("email", person.email());
                    var cookie = sessions.begin(person, ConsoleCookie.of(call));
                    return ConsoleCookie.set(Reply.seeOther(next), call, cookie);
                })
                .handle(call);
    }

    /// As [#welcome], for who comes from the site of a provider: on a way from there a browser would not send the new
    /// cookie along, so the way ends with a page of ours.
    Reply welcomeFromElsewhere(Call call, Person person) {
        var to = welcome(call, person, "/");
        var cookie = to.headers().get("Set-Cookie");
        var page = Page.of(
                200,
                "Signed in",
                "<meta http-equiv=\"refresh\" content=\"0;url=/\">\n<p><a href=\"/\">Go on to the console</a></p>");
        return cookie == null ? page : page.with("Set-Cookie", cookie);
    }

    Reply leave(Call call) {
        var form = call.form();
        return guard.refusal(call, form).orElseGet(() -> {
            guard.signedIn(call).ifPresent(who -> farewell(call, who.person()));
            return ConsoleCookie.remove(Reply.seeOther("/login"), call);
        });
    }

    private void farewell(Call call, Person person) {
        var _ = recorder.open(change(SIGNED_OUT), _ -> {
                    call.note("userId", person.id().value());
                    call.note("email", person.email());
                    ConsoleCookie.of(call).ifPresent(sessions::end);
                    return Reply.noContent();
                })
                .handle(call);
    }

    private Reply form(Call call, int status, String next, String problem) {
        var held = guard.held(call);
        var content = """
                %s<form method="post" action="/login">
                <input type="hidden" name="%s" value="%s">
                <input type="hidden" name="next" value="%s">
                <p><label for="email">E-mail</label>
                <input id="email" name="email" type="email" autocomplete="username" required autofocus></p>
                <p><label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required></p>
                <p><button type="submit">Sign in</button></p>
                </form>
                %s""".formatted(
                        problem.isEmpty() ? "" : "<p role=\"alert\">%s</p>\n".formatted(Page.escaped(problem)),
                        ConsoleGuard.FORM_TOKEN,
                        sessions.formToken(held.cookie()).value(),
                        Page.escaped(next),
                        withProvider ? "<p><a href=\"/login/oidc\">Sign in with OpenID Connect</a></p>\n" : "");
        var page = Page.of(status, "Sign in", content);
        return held.isNew() ? ConsoleCookie.set(page, call, held.cookie()) : page;
    }

    /// Where to go afterwards: a page of ours, and nothing that looks like one.
    private static String next(Input input) {
        return input.text("next")
                .optional()
                .filter(path -> OWN_PATH.matcher(path).matches())
                .orElse("/");
    }

    static Reply needsTls() {
        return Page.refusal(
                403,
                "The console keeps its cookie to TLS. Open it by https, through a trusted proxy that speaks TLS, or on the"
                        + " machine itself.");
    }
}
