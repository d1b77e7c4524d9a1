// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.Visit;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What belongs to every page: its files, and the button that changes the theme.
public final class FramePages {
    private static final String A_YEAR = "; Path=/; SameSite=Strict; Max-Age=31536000";

    private final Console console;

    public FramePages(Console console) {
        this.console = console;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, "/ui/{file}", this::file),
                Route.of(Verb.POST, "/theme", console.guard().form(this::theme)));
    }

    private Reply file(Call call) {
        return Assets.reply(call).orElseGet(() -> console.guard().unknown(call));
    }

    private Reply theme(Visit visit, Input form) {
        var theme = Theme.named(form.text("theme").or(""));
        form.done();
        return Reply.seeOther(back(visit.call())).with("Set-Cookie", Theme.COOKIE + "=" + theme.wireName() + A_YEAR);
    }

    /// The page that the form was on; only its path counts, so it leads to no other site.
    private static String back(Call call) {
        return call.header("Referer")
                .flatMap(FramePages::path)
                .filter(path -> path.startsWith("/") && !path.startsWith("//"))
                .orElse("/");
    }

    private static Optional<String> path(String address) {
        try {
            var uri = URI.create(address);
            return Optional.ofNullable(uri.getRawPath())
                    .map(path -> uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
