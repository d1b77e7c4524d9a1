// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.rotation.RotationDesk.Found;
import dev.keyturn.server.ui.rotation.RotationScreen.Asked;
import dev.keyturn.server.ui.rotation.RotationScreen.Query;
import dev.keyturn.server.ui.wizard.CreatedView;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Shows a rotation: its page, the regions that ask for themselves again, and what a run would do.
final class RotationShow {
    /// The nodes may be slow; the page is not.
    private static final Duration BRIEFLY = Duration.ofMillis(1_200);

    /// Who is asked what a button ends waits for a true answer.
    private static final Duration PATIENTLY = Duration.ofSeconds(9);

    private static final int REFUSED = 422;

    private static final Map<String, String> REGIONS = Map.of(
            "badges", "rotation/badges.jte",
            "banner", "rotation/banner.jte",
            "timeline", "rotation/timeline.jte",
            "runs", "rotation/runs.jte",
            "usage", "rotation/usage.jte",
            "rotate", "rotation/rotate.jte",
            "delete", "rotation/delete.jte");

    private final Console console;
    private final RotationDesk desk;

    RotationShow(Console console) {
        this.console = console;
        this.desk = new RotationDesk(console.api());
    }

    /// Does something with a rotation that is there.
    Reply with(Visit visit, Function<Found, Reply> work) {
        return desk.find(visit).map(work).orElseGet(() -> console.html().notFound(visit));
    }

    Reply show(Visit visit) {
        return with(visit, found -> {
            String part = visit.query("part").orElse("");
            Asked asked = visit.query("ask").map(Asked::open).orElse(Asked.NOTHING);
            return REGIONS.containsKey(part)
                    ? console.html().part(visit, REGIONS.get(part), screen(visit, found, asked, patience(part)))
                    : page(200, visit, screen(visit, found, asked, asked.id().isEmpty() ? BRIEFLY : PATIENTLY));
        });
    }

    private static Duration patience(String part) {
        return part.equals("rotate") || part.equals("delete") ? PATIENTLY : BRIEFLY;
    }

    /// The page again, with the question that was refused.
    Reply refused(Visit visit, Found found, Asked asked) {
        return page(REFUSED, visit, screen(visit, found, asked, BRIEFLY));
    }

    private Reply page(int status, Visit visit, RotationScreen screen) {
        var head = Head.in(screen.at().slug(), screen.heading().name(), Place.ROTATIONS);
        return console.html().page(status, visit, head, "rotation/page.jte", screen);
    }

    private RotationScreen screen(Visit visit, Found found, Asked asked, Duration patience) {
        RotationAt at = found.at();
        RotationAnswers said = desk.ask(visit, at, patience);
        Times times = console.html().times(visit);
        Query query = new Query(
                visit.query("range"),
                visit.query("run"),
                visit.query("runs").filter("all"::equals).isPresent());
        return new RotationScreen(
                at,
                Heading.of(said, at, found.project(), desk.kind(visit, at.type()), times),
                Banner.of(said, times),
                Card.of(said),
                Drawn.of(said, query.range(), times),
                RunsView.of(said, new RunsView.Wish(query.run(), query.allRuns()), times),
                UsageView.of(said, times),
                CredentialsView.of(said),
                Fact.of(said.rotation()),
                Rights.of(said, desk.rights(visit, at, said.rotation())),
                RotateQuestion.of(said, times),
                DeleteQuestion.of(said),
                query,
                asked,
                said.rotation().in("environment").text("slug"),
                said.rotation().in("folder").text("path"),
                visit.query("created").map(_ -> CreatedView.of(rotation(visit, at), at.slug(), origin(visit))));
    }

    private JsonNode rotation(Visit visit, RotationAt at) {
        return console.api().peek(visit, at.resource()).require().path("secretRotation");
    }

    /// Where the browser believes to be.
    private static String origin(Visit visit) {
        var call = visit.call();
        return (call.client().secure() ? "https://" : "http://")
                + call.header("Host").orElse("localhost");
    }

    /// What the next run would do; nothing is changed.
    Reply plan(Visit visit) {
        return with(visit, found -> {
            RotationAt at = found.at();
            JsonNode rotation = rotation(visit, at);
            JsonNode plan = console.api()
                    .post(visit, at.resource() + "/plan", Json.object())
                    .require()
                    .path("plan");
            String name = rotation.path("name").asText();
            var head = Head.in(at.slug(), "Dry run of " + name, Place.ROTATIONS);
            return console.html()
                    .page(
                            visit,
                            head,
                            "rotation/plan.jte",
                            PlanView.of(
                                    new Answer(plan), at, name, console.html().times(visit)));
        });
    }

    /// One password, and nothing else.
    Reply revealed(Visit visit, String what, String password) {
        return console.html().revealed(visit, what, password).with("Cache-Control", "no-store");
    }

    Reply replaced(Visit visit, int version) {
        return console.html()
                .trouble(
                        visit,
                        409,
                        "Not shown",
                        "v" + version + " was replaced or has ended since the page was loaded. Load the page again.");
    }
}
