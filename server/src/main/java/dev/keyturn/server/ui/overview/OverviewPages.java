// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import java.util.List;

/// `/`: what needs somebody.
public final class OverviewPages {
    private final Console console;

    public OverviewPages(Console console) {
        this.console = console;
    }

    public List<Route> routes() {
        return List.of(Route.of(Verb.GET, "/", console.guard().page(this::show)));
    }

    private Reply show(Visit visit) {
        return console.html()
                .page(
                        visit,
                        Head.of("Overview", Place.OVERVIEW),
                        "overview/page.jte",
                        visit.person().email());
    }
}
