// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.settings;

import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.frame.Page;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.frame.Theme;
import dev.keyturn.server.ui.part.FormState;
import java.util.List;
import java.util.Optional;

/// `/settings`: theme and keys of this browser, the own password, and where the root key is.
public final class SettingsPages {
    private static final String A_YEAR = "; Path=/; SameSite=Strict; Max-Age=31536000";
    private static final Head HEAD = Head.of("Settings", Place.SETTINGS);

    private final Console console;
    private final Optional<String> rootKey;

    /// @param rootKey the file of the root key; empty if it was given otherwise
    public SettingsPages(Console console, Optional<String> rootKey) {
        this.console = console;
        this.rootKey = rootKey;
    }

    /// What the page shows.
    ///
    /// @param mayChangePassword whether the visitor may change their own password here: the API lets admins alone
    /// @param rootKey           for admins: the file to save
    public record View(
            String email, String role, FormState password, boolean mayChangePassword, Optional<String> rootKey) {}

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, "/settings", console.guard().page(visit -> show(visit, 200, FormState.empty()))),
                Route.of(Verb.POST, "/settings/theme", console.guard().form(this::theme)),
                Route.of(Verb.POST, "/settings/keys", console.guard().form(this::keys)),
                Route.of(Verb.POST, "/settings/password", console.guard().form(this::password)));
    }

    private Reply show(Visit visit, int status, FormState password) {
        var admin = visit.caller().isOrganizationAdmin();
        var view = new View(
                visit.person().email(), visit.person().role().wireName(), password, admin, rootKey.filter(_ -> admin));
        return console.html().page(status, visit, HEAD, "settings/page.jte", view);
    }

    private Reply theme(Visit visit, Input form) {
        var theme = Theme.named(form.text("theme").or(""));
        form.done();
        return kept(Theme.COOKIE, theme.wireName());
    }

    private Reply keys(Visit visit, Input form) {
        var on = form.text("keys").or("").equals("on");
        form.done();
        return kept(Page.KEYS, on ? "on" : "off");
    }

    private static Reply kept(String cookie, String value) {
        return Html.seeOther("/settings").with("Set-Cookie", cookie + "=" + value + A_YEAR);
    }

    /// A new password ends every session of the person, this one too.
    private Reply password(Visit visit, Input form) {
        var password = form.text("password").or("");
        if (!password.equals(form.text("again").or(""))) {
            return show(visit, 422, FormState.empty().with("again", "The two are not the same."));
        }
        var path = "/api/v1/users/" + ConsoleApi.encoded(visit.person().id().value());
        var answer = console.api().patch(visit, path, Json.object().put("password", password));
        return answer.isOk()
                ? Html.seeOther("/login", "The password was changed. Sign in with the new one.")
                : show(visit, answer.status(), FormState.of(form, answer));
    }
}
