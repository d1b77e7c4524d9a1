// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Typed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `/projects/{slug}/rotations/{id}/edit`: the fields of all steps on one page. Nothing of it touches a target before
/// the next run; the environment is changed by a move.
public final class EditPages {
    private static final String EDIT = "/projects/{slug}/rotations/{id}/edit";
    private static final List<String> FIELDS =
            Stream.of(Step.values()).flatMap(step -> step.fields().stream()).toList();

    private final Console console;
    private final Asking asking;

    public EditPages(Console console) {
        this.console = console;
        this.asking = new Asking(console.api(), console.clock());
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, EDIT, console.guard().page(this::show)),
                Route.of(Verb.POST, EDIT, console.guard().form(this::change)),
                Route.of(Verb.POST, EDIT + "/preview", console.guard().form(this::preview)));
    }

    /// A rotation that is being changed.
    private record Edited(Home home, Kind kind, JsonNode rotation) {
        String id() {
            return rotation.path("id").asText();
        }

        String name() {
            return rotation.path("name").asText();
        }
    }

    private Edited find(Visit visit) {
        Home home = asking.home(visit);
        JsonNode rotation = asking.rotation(visit, home, visit.call().name("id"))
                .orElseThrow(() -> ApiError.notFound("There is no such rotation"));
        Kind kind = asking.kinds(visit).stream()
                .filter(one -> one.type().equals(rotation.path("type").asText()))
                .findFirst()
                .orElseThrow();
        return new Edited(home, kind, rotation);
    }

    private Reply show(Visit visit) {
        Edited edited = find(visit);
        Typed typed = present(visit, edited);
        return page(200, visit, edited, typed, FormState.filled(typed.values()));
    }

    private Typed present(Visit visit, Edited edited) {
        return Proposal.of(
                edited.kind(),
                edited.rotation(),
                asking.times(visit).zone(),
                console.clock().instant());
    }

    /// What is not on the page stays as it is.
    private Typed typed(Visit visit, Edited edited, Input form) {
        Typed present = present(visit, edited);
        Typed typed = present.with(FIELDS, Typed.of(form, FIELDS));
        Typed placed = typed.with("environment", present.text("environment"))
                .with("path", present.text("path"))
                .with("atZone", asking.times(visit).zone().getId());
        Typed kept = typed.given("connectionId").isPresent()
                ? placed
                : placed.with("connectionId", present.text("connectionId"));
        return present.isOn("single") ? kept.with("single", "on") : kept;
    }

    private Reply change(Visit visit, Input form) {
        Edited edited = find(visit);
        Typed typed = typed(visit, edited, form);
        var answer = asking.change(visit, edited.kind(), edited.rotation(), typed);
        return answer.isOk()
                ? Html.seeOther(edited.home().rotation(edited.id()))
                : page(422, visit, edited, typed, FieldNames.form(typed, answer, FIELDS));
    }

    private Reply preview(Visit visit, Input form) {
        Edited edited = find(visit);
        return console.html().part(visit, WizardViews.part(form), preview(visit, edited, typed(visit, edited, form)));
    }

    private PreviewView preview(Visit visit, Edited edited, Typed typed) {
        var answer = asking.preview(visit, edited.home(), edited.kind(), typed, Step.REVIEW);
        return PreviewView.of("If it rotated now, the next rotation would be", answer, typed, asking.times(visit));
    }

    private Reply page(int status, Visit visit, Edited edited, Typed typed, FormState form) {
        Home home = edited.home();
        var view = new WizardView(
                home,
                Step.REVIEW,
                List.of(),
                edited.id(),
                form,
                List.of(),
                Optional.of(edited.kind()),
                asking.connections(visit, home, edited.kind()),
                preview(visit, edited, typed),
                Optional.empty());
        var head = Head.in(home.slug(), "Edit " + edited.name(), Place.ROTATIONS);
        return console.html().page(status, visit, head, "wizard/edit.jte", view);
    }
}
