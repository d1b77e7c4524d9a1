// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Rights;
import dev.keyturn.server.ui.part.Words;
import java.util.List;

/// `/projects/{slug}/rotations`: all rotations of a project, worst first.
public final class RotationsPage {
    private static final int MOST = 10_000;

    private final Console console;

    public RotationsPage(Console console) {
        this.console = console;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, "/projects/{slug}/rotations", console.guard().page(this::show)));
    }

    /// What the template draws.
    public record Screen(RotationsView view, Rights rights) {}

    private Reply show(Visit visit) {
        String slug = visit.call().name("slug");
        var api = console.api();
        JsonNode project = api.peek(visit, "/api/v1/projects/slug/" + ConsoleApi.encoded(slug))
                .require();
        String id = ConsoleApi.encoded(project.path("id").asText());
        List<JsonNode> rotations = Fields.items(
                        api.get(visit, "/api/v2/secret-rotations?projectId=" + id)
                                .require(),
                        "secretRotations")
                .toList();
        var times = console.html().times(visit);
        var words = Words.of(
                times, api.peek(visit, "/api/v2/secret-rotations/options").json());
        var view = RotationsView.of(project, rotations, visit.query("status").orElse(""), rows(visit), words);
        var rights =
                Rights.of(api.peek(visit, "/api/v1/projects/" + id + "/rights").json());
        return console.html()
                .page(
                        visit,
                        Head.in(slug, "Rotations", Place.ROTATIONS),
                        "project/rotations.jte",
                        new Screen(view, rights));
    }

    private static int rows(Visit visit) {
        return visit.query("rows")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::parseInt)
                .map(rows -> Math.clamp(rows, RotationsView.PAGE, MOST))
                .orElse(RotationsView.PAGE);
    }
}
