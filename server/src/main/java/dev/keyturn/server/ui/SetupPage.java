// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.auth.Sessions;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.ConsoleCookie;
import dev.keyturn.server.ui.part.FormState;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Opens a fresh installation in the browser, once: the call of contract §7.1, made by the form.
public final class SetupPage {
    private final Console console;
    private final Sessions sessions;
    private final BooleanSupplier isOpen;
    private final Optional<String> rootKey;

    SetupPage(Console console, Sessions sessions, BooleanSupplier isOpen, Optional<String> rootKey) {
        this.console = console;
        this.sessions = sessions;
        this.isOpen = isOpen;
        this.rootKey = rootKey;
    }

    /// What the form shows.
    ///
    /// @param asksToken whether the setup token is needed: not on the machine itself
    /// @param rootKey   the file to save; empty if the key came from elsewhere
    public record View(FormState form, boolean asksToken, Optional<String> rootKey) {}

    /// What is shown once, when it is open.
    ///
    /// @param token of the identity that automation uses
    public record Opened(String token, String email, Optional<String> rootKey) {
        @Override
        public String toString() {
            return "opened for " + email;
        }
    }

    Reply show(Call call) {
        if (!ConsoleCookie.isPossible(call)) {
            return console.html()
                    .refusal(
                            call,
                            403,
                            "Not done",
                            "The console keeps its cookie to TLS. Open it by https,"
                                    + " through a trusted proxy that speaks TLS, or on the machine itself.");
        }
        return isOpen.getAsBoolean() ? gone(call) : form(call, 200, FormState.empty());
    }

    Reply open(Call call) {
        var form = call.form();
        return console.guard()
                .refusal(call, form)
                .orElseGet(() -> isOpen.getAsBoolean() ? gone(call) : open(call, form));
    }

    private Reply open(Call call, Input form) {
        var email = form.text("email").or("");
        var body = Json.object()
                .put("email", email)
                .put("password", form.text("password").or(""))
                .put("organization", form.text("organization").or(""));
        var token = form.text("setupToken").or("").strip();
        var answer = console.api().open(call, token, body);
        if (!answer.isOk()) {
            return form(call, answer.status(), FormState.of(form, answer));
        }
        var view = new Opened(answer.json().at("/identity/credentials/token").asText(), email, rootKey);
        return console.html().bare(call, 200, "Keyturn is open", "", "login/opened.jte", view);
    }

    private Reply form(Call call, int status, FormState state) {
        var held = console.guard().held(call);
        var client = call.client();
        var local = client.direct() && client.address().isLoopbackAddress();
        var view = new View(state, !local, rootKey);
        var token = sessions.formToken(held.cookie()).value();
        var page = console.html().bare(call, status, "Open this installation", token, "login/setup.jte", view);
        return held.isNew() ? ConsoleCookie.set(page, call, held.cookie()) : page;
    }

    private Reply gone(Call call) {
        return console.guard()
                .visit(call)
                .map(console.html()::notFound)
                .orElseGet(() -> console.html().notFound(call));
    }
}
