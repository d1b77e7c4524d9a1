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
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.ConsoleCookie;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// Signing in and out (contract §7.1, §15.6).
public final class LoginPage {
    /// What the audit log calls it.
    static final String SIGNED_IN = "login-user";

    static final String SIGNED_OUT = "logout-user";

    private static final Pattern OWN_PATH = Pattern.compile("/([!-~&&[^/\\\\]][!-~&&[^\\\\]]*)?");
    private static final int TOO_MANY = 429;
    private static final String NOT_RIGHT = "E-mail or password is not right.";

    private final Console console;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Recorder recorder;
    private final BooleanSupplier isOpen;
    private final boolean withProvider;

    LoginPage(
            Console console,
            Sessions sessions,
            SignIn signIn,
            Recorder recorder,
            BooleanSupplier isOpen,
            boolean withProvider) {
        this.console = console;
        this.sessions = sessions;
        this.signIn = signIn;
        this.recorder = recorder;
        this.isOpen = isOpen;
        this.withProvider = withProvider;
    }

    /// What the form shows.
    ///
    /// @param email   what was typed
    /// @param problem why it is shown again; empty the first time
    /// @param host    where the browser believes to be
    public record View(String email, String next, Optional<String> problem, boolean withProvider, String host) {}

    Reply show(Call call) {
        if (!ConsoleCookie.isPossible(call)) {
            return needsTls(call);
        }
        if (!isOpen.getAsBoolean()) {
            return Reply.seeOther("/setup");
        }
        var query = call.query();
        var next = next(query);
        return console.guard().visit(call).isPresent()
                ? Reply.seeOther(next)
                : form(call, 200, "", next, Optional.empty());
    }

    Reply enter(Call call) {
        if (!ConsoleCookie.isPossible(call)) {
            return needsTls(call);
        }
        var form = call.form();
        return console.guard().refusal(call, form).orElseGet(() -> enter(call, form));
    }

    private Reply enter(Call call, Input form) {
        var next = next(form);
        var email = form.text("email").or("");
        var password = form.text("password").or("");
        form.done();
        try {
            return signIn.with(email, password, call.client().address())
                    .map(person -> welcome(call, person, next))
                    .orElseGet(() -> form(call, 401, email, next, Optional.of(NOT_RIGHT)));
        } catch (ApiError slow) {
            if (slow.status() != TOO_MANY) {
                throw slow;
            }
            return form(call, TOO_MANY, email, next, Optional.of(slow.getMessage()))
                    .with("Retry-After", "1");
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

    /// As [#welcome], for who comes from the site of a provider: on a way from there a browser would not
    /// send the new cookie along, so the way ends with a page of ours.
    Reply welcomeFromElsewhere(Call call, Person person) {
        var to = welcome(call, person, "/");
        var cookie = to.headers().get("Set-Cookie");
        var page = console.html().bare(call, 200, "Signed in", "", "login/elsewhere.jte", "/");
        return cookie == null ? page : page.with("Set-Cookie", cookie);
    }

    Reply leave(Call call) {
        var form = call.form();
        return console.guard().refusal(call, form).orElseGet(() -> {
            console.guard().visit(call).ifPresent(who -> farewell(call, who.person()));
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

    private Reply form(Call call, int status, String email, String next, Optional<String> problem) {
        var held = console.guard().held(call);
        var view =
                new View(email, next, problem, withProvider, call.header("Host").orElse(""));
        var token = sessions.formToken(held.cookie()).value();
        var page = console.html().bare(call, status, "Sign in", token, "login/login.jte", view);
        return held.isNew() ? ConsoleCookie.set(page, call, held.cookie()) : page;
    }

    /// Where to go afterwards: a page of ours, and nothing that looks like one.
    private static String next(Input input) {
        return input.text("next")
                .optional()
                .filter(path -> OWN_PATH.matcher(path).matches())
                .orElse("/");
    }

    Reply needsTls(Call call) {
        return refusal(
                call,
                403,
                "The console keeps its cookie to TLS. Open it by https, through a trusted proxy that speaks TLS, or on the"
                        + " machine itself.");
    }

    Reply refusal(Call call, int status, String sentence) {
        return console.html().refusal(call, status, "Not done", sentence);
    }
}
