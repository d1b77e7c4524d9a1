// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.overview.OverviewView.OldSet;
import dev.keyturn.server.ui.overview.OverviewView.Run;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `/`: what needs somebody, over all projects that the visitor may read.
public final class OverviewPages {
    private static final int MOST_RUNS = 5;

    /// Of so many rotations the sets are read; of more, those whose last run is longest ago are left out.
    private static final int MOST_SETS = 100;

    private final Console console;

    public OverviewPages(Console console) {
        this.console = console;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, "/", console.guard().page(this::show)),
                Route.of(Verb.GET, "/overview/part", console.guard().page(this::part)));
    }

    private Reply show(Visit visit) {
        return console.html().page(visit, Head.of("Overview", Place.OVERVIEW), "overview/page.jte", view(visit));
    }

    private Reply part(Visit visit) {
        return console.html().part(visit, "overview/region.jte", view(visit));
    }

    private OverviewView view(Visit visit) {
        var times = console.html().times(visit);
        var projects = Fields.items(
                        console.api().peek(visit, "/api/v1/projects").require(), "projects")
                .toList();
        var all = new ArrayList<Seen>();
        for (var project : projects) {
            var answer = console.api()
                    .peek(
                            visit,
                            "/api/v2/secret-rotations?projectId="
                                    + ConsoleApi.encoded(project.path("id").asText()));
            // a project whose rotations are not for the visitor has none for them
            if (answer.isOk()) {
                Fields.items(answer.json(), "secretRotations")
                        .forEach(rotation -> all.add(Seen.of(project, rotation, times)));
            }
        }
        var latest = all.stream()
                .sorted(Comparator.comparing(Seen::attemptedAt).reversed())
                .toList();
        return OverviewView.of(
                new OverviewView.Scope(adds(projects)),
                all,
                old(visit, latest, times),
                runs(visit, latest, times),
                times);
    }

    private static List<OverviewView.Add> adds(List<JsonNode> projects) {
        return projects.stream()
                .map(project -> new OverviewView.Add(
                        project.path("name").asText(),
                        "/projects/" + ConsoleApi.encoded(project.path("slug").asText()) + "/rotations/new"))
                .toList();
    }

    private List<OldSet> old(Visit visit, List<Seen> latest, Times times) {
        return latest.stream()
                .limit(MOST_SETS)
                .flatMap(seen -> {
                    var answer = console.api().peek(visit, seen.apiPath() + "/sets?limit=5");
                    return answer.isOk() ? OldSets.of(seen, answer.json(), times).stream() : List.<OldSet>of().stream();
                })
                .toList();
    }

    private List<Run> runs(Visit visit, List<Seen> latest, Times times) {
        return latest.stream()
                .limit(MOST_RUNS)
                .flatMap(seen -> {
                    var answer = console.api().peek(visit, seen.apiPath() + "/attempts?limit=1");
                    return Fields.items(answer.json(), "attempts").map(attempt -> Runs.of(seen, attempt, times));
                })
                .toList();
    }
}
