// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.connection.ConnectionView.Tested;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Typed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/connections`: the list, and the form of one, new or stored. A test stores nothing; what is saved has logged in.
public final class ConnectionPages {
    private static final int REFUSED = 422;
    private static final String OURS = "keyturn";

    private final Console console;
    private final ConnectionAsking asking;

    public ConnectionPages(Console console) {
        this.console = console;
        this.asking = new ConnectionAsking(console.api(), console.clock());
    }

    public List<Route> routes() {
        var guard = console.guard();
        return List.of(
                Route.of(Verb.GET, "/connections", guard.page(this::list)),
                Route.of(Verb.GET, "/connections/new", guard.page(this::blank)),
                Route.of(Verb.POST, "/connections/new", guard.form(this::make)),
                Route.of(Verb.GET, "/connections/{connectionId}", guard.page(this::show)),
                Route.of(Verb.POST, "/connections/{connectionId}", guard.form(this::change)),
                Route.of(Verb.POST, "/connections/{connectionId}/test", guard.form(this::test)),
                Route.of(Verb.POST, "/connections/{connectionId}/delete", guard.form(this::delete)));
    }

    /// All connections, and what can be added.
    public record ListView(List<ConnectionRow> rows, List<App> apps) {}

    private Reply list(Visit visit) {
        var apps = asking.apps(visit);
        var users = asking.users(visit);
        var rows = asking.all(visit).stream()
                .map(one -> row(visit, one, apps, users))
                .sorted(ConnectionRow.ORDER)
                .toList();
        var head = Head.of("Connections", Place.CONNECTIONS);
        return console.html().page(visit, head, "connection/list.jte", new ListView(rows, apps));
    }

    private ConnectionRow row(
            Visit visit, JsonNode connection, List<App> apps, Map<String, List<ConnectionRow.Used>> users) {
        return ConnectionRow.of(
                connection,
                App.named(apps, connection.path("app").asText()).name(),
                users.getOrDefault(connection.path("id").asText(), List.of()),
                asking.times(visit));
    }

    private Reply blank(Visit visit) {
        var head = Head.of("Add Connection", Place.CONNECTIONS);
        List<App> apps = asking.apps(visit);
        Optional<App> app = visit.query("app").flatMap(name -> offered(apps, name));
        if (app.isEmpty()) {
            return console.html().page(visit, head, "connection/choose.jte", new ListView(List.of(), apps));
        }
        var back =
                new Back(visit.query("project").orElse(""), visit.query("draft").orElse(""));
        var setup = asking.setup(visit, app.orElseThrow().app(), OURS, "");
        var fields = Map.of(
                "port",
                Integer.toString(setup.port()),
                "username",
                OURS,
                "tls",
                "on",
                "project",
                asking.project(visit, back.project()));
        var shown = new Shown(app.orElseThrow(), new Typed(fields), Optional.empty(), ConnectionView.Rights.ALL, back);
        return page(200, visit, view(visit, shown, FormState.filled(fields), Optional.empty(), ""));
    }

    private static Optional<App> offered(List<App> apps, String name) {
        return apps.stream().filter(one -> one.app().equals(name)).findFirst();
    }

    /// With script only what stands beside the form is drawn again, so that a password stays in it.
    private Reply page(int status, Visit visit, ConnectionView view) {
        var head = Head.of(view.stored().isPresent() ? view.title() : "Add Connection", Place.CONNECTIONS);
        return visit.wantsPart()
                ? console.html().part(visit, "connection/aside.jte", view)
                : console.html().page(status, visit, head, "connection/form.jte", view);
    }

    /// A form, with what is known besides.
    private record Shown(
            App app, Typed typed, Optional<ConnectionRow> stored, ConnectionView.Rights rights, Back back) {}

    private ConnectionView view(Visit visit, Shown shown, FormState form, Optional<Tested> tested, String asks) {
        String user = shown.typed().given("username").orElse(OURS);
        return new ConnectionView(
                shown.app(),
                form,
                asking.setup(visit, shown.app().app(), user, shown.typed().text("database")),
                shown.stored(),
                tested,
                asking.projects(visit),
                visit.caller().isOrganizationAdmin(),
                shown.rights(),
                shown.back(),
                asks);
    }

    private Reply make(Visit visit, Input form) {
        App app = offered(asking.apps(visit), form.text("app").or(""))
                .orElseThrow(() -> ApiError.notFound("This kind of connection is not offered"));
        Typed typed = Typed.of(form, ConnectionWish.FIELDS);
        var body = new ConnectionWish(typed, form.text("password").or("")).creation();
        var back = new Back(form.text("backTo").or(""), form.text("draft").or(""));
        boolean test = isTest(form);
        var answer = test ? asking.test(visit, app.app(), body) : asking.create(visit, app.app(), body);
        if (answer.isOk() && !test) {
            String id = answer.json().at("/appConnection/id").asText();
            return Html.seeOther(back.isSomewhere() ? back.with(id) : "/connections/" + id);
        }
        return answered(visit, new Shown(app, typed, Optional.empty(), ConnectionView.Rights.ALL, back), answer);
    }

    private static boolean isTest(Input form) {
        return form.text("action").or("save").equals("test");
    }

    private Reply answered(Visit visit, Shown shown, ApiAnswer answer) {
        if (!answer.isOk()) {
            var refused = ConnectionFields.form(shown.typed(), answer);
            return page(REFUSED, visit, view(visit, shown, refused, Optional.empty(), ""));
        }
        var times = asking.times(visit);
        var tested = Tested.of(answer.json(), times.logged(times.now()));
        var form = FormState.filled(shown.typed().values());
        return page(200, visit, view(visit, shown, form, Optional.of(tested), ""));
    }

    private JsonNode find(Visit visit) {
        return asking.find(visit, visit.call().name("connectionId"))
                .orElseThrow(() -> ApiError.notFound("There is no such connection"));
    }

    private Shown stored(Visit visit, JsonNode present, Typed typed) {
        var apps = asking.apps(visit);
        App app = App.named(apps, present.path("app").asText());
        var row = row(visit, present, apps, asking.users(visit));
        return new Shown(app, typed, Optional.of(row), asking.rights(visit, present), Back.NOWHERE);
    }

    private Reply show(Visit visit) {
        JsonNode present = find(visit);
        return visit.query("part").filter("login"::equals).isPresent()
                ? console.html().part(visit, "connection/login.jte", row(visit, present, asking.apps(visit), Map.of()))
                : show(200, visit, present, Optional.empty());
    }

    private Reply show(int status, Visit visit, JsonNode present, Optional<String> problem) {
        Typed typed = ConnectionWish.of(present).typed();
        var form = new FormState(typed.values(), Map.of(), problem);
        String asks = visit.query("ask").orElse("");
        return page(status, visit, view(visit, stored(visit, present, typed), form, Optional.empty(), asks));
    }

    private Reply change(Visit visit, Input form) {
        JsonNode present = find(visit);
        Typed typed = Typed.of(form, ConnectionWish.FIELDS);
        var body = new ConnectionWish(typed, form.text("password").or("")).changes(present);
        boolean test = isTest(form);
        var answer = test ? asking.test(visit, present, body) : asking.change(visit, present, body);
        return answer.isOk() && !test
                ? Html.seeOther("/connections", "%s is saved".formatted(typed.text("name")))
                : answered(visit, stored(visit, present, typed), answer);
    }

    /// As it is stored, from the list.
    private Reply test(Visit visit, Input form) {
        form.done();
        JsonNode present = find(visit);
        Shown shown = stored(visit, present, ConnectionWish.of(present).typed());
        return answered(visit, shown, asking.test(visit, present, Json.object()));
    }

    private Reply delete(Visit visit, Input form) {
        form.done();
        JsonNode present = find(visit);
        var answer = asking.delete(visit, present);
        return answer.isOk()
                ? Html.seeOther(
                        "/connections",
                        "%s is deleted".formatted(present.path("name").asText()))
                : show(400, visit, present, Optional.of(answer.message()));
    }
}
