// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import dev.keyturn.server.api.Domain;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Typed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `/projects/{slug}/rotations/new`: six steps, a form each. What was typed lies in a draft; nothing is made before the
/// last step.
public final class WizardPages {
    private static final String NEW = "/projects/{slug}/rotations/new";
    private static final String GONE =
            "What you began is gone: a draft is kept for 30 minutes after its last step. Nothing was made.";
    private static final int REFUSED = 422;

    private final Console console;
    private final DraftTable drafts;
    private final Asking asking;
    private final WizardViews views;

    private WizardPages(Console console, DraftTable drafts) {
        this.console = console;
        this.drafts = drafts;
        this.asking = new Asking(console.api(), console.clock());
        this.views = new WizardViews(asking);
    }

    public static WizardPages of(Console console, Domain.Store store) {
        return new WizardPages(
                console, new DraftTable(store.database(), store.keyring(), store.randomness(), store.clock()));
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, NEW, console.guard().page(this::show)),
                Route.of(Verb.POST, NEW, console.guard().form(this::take)),
                Route.of(Verb.POST, NEW + "/preview", console.guard().form(this::preview)));
    }

    private Reply show(Visit visit) {
        Home home = asking.home(visit);
        Optional<String> id = visit.query("draft");
        if (id.isEmpty()) {
            return page(200, visit, views.first(visit, home, blank(visit, home)));
        }
        return find(visit, home, id.orElseThrow())
                .map(open -> show(visit, open))
                .orElseGet(() -> gone(home));
    }

    private Reply show(Visit visit, Open open) {
        Step reached = open.draft().reached();
        Step asked = visit.query("step").flatMap(Step::of).orElse(reached);
        Step step = asked.compareTo(reached) > 0 ? reached : asked;
        Typed typed = visit.query("connection")
                .filter(_ -> step == Step.CONFIGURATION)
                .map(made -> open.typed().with("connectionId", made))
                .orElse(open.typed());
        return page(200, visit, views.of(visit, open.with(open.draft().with(typed)), step, filled(typed)));
    }

    private static FormState filled(Typed typed) {
        return FormState.filled(typed.values());
    }

    /// The first step asks for the place only if the address does not say it.
    private static FormState blank(Visit visit, Home home) {
        String first = home.environments().isEmpty()
                ? ""
                : home.environments().getFirst().slug();
        Map<String, String> place = Map.of(
                "environment", visit.query("environment").orElse(first),
                "path", visit.query("path").orElse("/"));
        return visit.query("gone").isPresent()
                ? new FormState(place, Map.of(), Optional.of(GONE))
                : FormState.filled(place);
    }

    private static Reply gone(Home home) {
        return Html.seeOther(home.rotations() + "/new?gone=1");
    }

    private Optional<Open> find(Visit visit, Home home, String id) {
        return drafts.find(visit.formToken(), id)
                .filter(draft -> draft.project().equals(home.slug()))
                .map(draft -> new Open(home, id, kind(visit, draft.type()).orElseThrow(), draft));
    }

    private Optional<Kind> kind(Visit visit, String type) {
        return asking.kinds(visit).stream()
                .filter(one -> one.type().equals(type))
                .findFirst();
    }

    private Reply page(int status, Visit visit, WizardView view) {
        var head = Head.in(view.home().slug(), "Add Secret Rotation", Place.SECRETS);
        return console.html().page(status, visit, head, "wizard/page.jte", view);
    }

    private Reply take(Visit visit, Input form) {
        Home home = asking.home(visit);
        Step step = form.text("step").optional().flatMap(Step::of).orElse(Step.TYPE);
        Optional<String> id = form.text("draft").optional().filter(text -> !text.isEmpty());
        Optional<Open> open = id.flatMap(one -> find(visit, home, one));
        if (step == Step.TYPE) {
            return begin(visit, home, open, form);
        }
        return open.map(found -> take(visit, form, typed(visit, found, step, form), step))
                .orElseGet(() -> gone(home));
    }

    /// A clock is typed by the browser's zone of that moment.
    private Open typed(Visit visit, Open open, Step step, Input form) {
        Typed typed = Typed.of(form, step.fields());
        Typed zoned = step == Step.CONFIGURATION
                ? typed.with("atZone", asking.times(visit).zone().getId())
                : typed;
        return open.with(open.draft().with(step, zoned));
    }

    private Reply take(Visit visit, Input form, Open open, Step step) {
        drafts.keep(visit.formToken(), open.id(), open.draft());
        return switch (form.text("action").or("next")) {
            case "back" -> Html.seeOther(open.address(step.before()));
            case "connect" ->
                Html.seeOther("/connections/new?app=%s&project=%s&draft=%s"
                        .formatted(
                                ConsoleApi.encoded(open.kind().app()),
                                ConsoleApi.encoded(open.home().slug()),
                                ConsoleApi.encoded(open.id())));
            case "create" -> create(visit, open, form.text("adoptPassword").or(""));
            default -> next(visit, open, step);
        };
    }

    private Reply next(Visit visit, Open open, Step step) {
        var problems = problems(visit, open, step);
        if (problems.isRefused()) {
            return page(REFUSED, visit, views.of(visit, open, step, problems));
        }
        drafts.keep(visit.formToken(), open.id(), open.draft().reaching(step.next()));
        return Html.seeOther(open.address(step.next()));
    }

    /// What the API says about the fields of this step.
    private FormState problems(Visit visit, Open open, Step step) {
        var preview = asking.preview(visit, open.home(), open.kind(), open.typed(), step);
        return FieldNames.form(open.typed(), FieldNames.issues(preview.path("issues")), step.fields());
    }

    private Reply begin(Visit visit, Home home, Optional<Open> before, Input form) {
        Typed typed = Typed.of(form, Step.TYPE.fields());
        Optional<Kind> chosen = kind(visit, typed.text("type"));
        if (chosen.isEmpty()) {
            return page(REFUSED, visit, views.first(visit, home, filled(typed).with("type", "Choose a type first")));
        }
        Kind kind = chosen.orElseThrow();
        Draft draft = before.filter(open -> open.kind().equals(kind))
                .map(Open::draft)
                .orElseGet(() -> new Draft(home.slug(), Step.CONFIGURATION, proposal(visit, home, kind, typed)))
                .with(Step.TYPE, typed);
        var problems = problems(visit, new Open(home, "", kind, draft), Step.TYPE);
        if (problems.isRefused()) {
            return page(REFUSED, visit, views.first(visit, home, problems));
        }
        before.ifPresent(open -> drafts.end(visit.formToken(), open.id()));
        String id = drafts.begin(visit.formToken(), draft);
        return Html.seeOther(WizardView.address(home, id, Step.CONFIGURATION));
    }

    private Typed proposal(Visit visit, Home home, Kind kind, Typed place) {
        String folder = place.text("path").replaceAll(".*/", "").toLowerCase(Locale.ROOT);
        return Proposal.of(kind, asking.times(visit).zone())
                .with("name", (folder.isEmpty() ? home.slug() : folder) + "-" + kind.app());
    }

    private Reply create(Visit visit, Open open, String password) {
        var answer = asking.create(visit, open.home(), open.kind(), open.typed(), password);
        if (!answer.isOk()) {
            var refused = FieldNames.form(open.typed(), answer, List.of("adoptPassword", "adopt"));
            return page(answer.status() == 422 ? REFUSED : 400, visit, views.of(visit, open, Step.REVIEW, refused));
        }
        drafts.end(visit.formToken(), open.id());
        String id = answer.json().at("/secretRotation/id").asText();
        return Html.seeOther(open.home().rotation(id) + "?created=1");
    }

    /// What the fields mean, while they are being filled in.
    private Reply preview(Visit visit, Input form) {
        Home home = asking.home(visit);
        Step step = form.text("step").optional().flatMap(Step::of).orElse(Step.CONFIGURATION);
        Open open = find(visit, home, form.text("draft").or(""))
                .orElseThrow(() -> ApiError.notFound("There is no such draft"));
        var preview = views.preview(visit, typed(visit, open, step, form), step);
        return console.html().part(visit, WizardViews.part(form), preview);
    }
}
