// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.ConsoleGuard.FormHandler;
import dev.keyturn.server.ui.frame.ConsoleGuard.PageHandler;
import java.util.List;

/// The addresses of a rotation.
public final class RotationPages {
    private static final String PAGE = "/projects/{slug}/rotations/{id}";

    private final Console console;
    private final RotationShow show;
    private final RotationForms forms;

    public RotationPages(Console console) {
        this.console = console;
        this.show = new RotationShow(console);
        this.forms = new RotationForms(console.api(), show);
    }

    /// What the audit log is told of each is told by the API.
    public List<Route> routes() {
        return List.of(
                page("", show::show),
                page("/plan", show::plan),
                form("/rotate", forms::rotate),
                form("/check", forms::check),
                form("/move", forms::move),
                form("/delete", forms::delete),
                form("/resolve", forms::resolve),
                form("/reveal", (visit, _) -> forms.reveal(visit)));
    }

    private Route page(String below, PageHandler handler) {
        return Route.of(Verb.GET, PAGE + below, console.guard().page(handler));
    }

    private Route form(String below, FormHandler handler) {
        return Route.of(Verb.POST, PAGE + below, console.guard().form(handler));
    }
}
