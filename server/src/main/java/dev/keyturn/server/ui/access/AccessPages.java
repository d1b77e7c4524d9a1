// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.access.AccessView.Fresh;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Ask;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/identities`: machines and people of the organisation, for its admins.
public final class AccessPages {
    private final Console console;
    private final AccessForms forms;

    public AccessPages(Console console) {
        this.console = console;
        this.forms = new AccessForms(console.api());
    }

    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.of(Verb.GET, "/identities", console.guard().page(this::show)));
        for (var what : AccessForms.ALL) {
            routes.add(Route.of(
                    Verb.POST, "/identities/" + what, console.guard().form((visit, form) -> done(what, visit, form))));
        }
        return List.copyOf(routes);
    }

    private Reply show(Visit visit) {
        var view = view(visit);
        return page(visit, 200, view.with(asked(visit, view), Optional.empty()));
    }

    private Reply page(Visit visit, int status, AccessView view) {
        return console.html()
                .page(status, visit, Head.of("Identities", Place.IDENTITIES), "access/page.jte", view)
                .with("Cache-Control", "no-store");
    }

    private static Optional<Ask> asked(Visit visit, AccessView view) {
        String id = visit.query("id").orElse("");
        return visit.query("ask").filter(AccessForms.ALL::contains).map(what -> {
            String name = view.nameOf(id).orElse("");
            return new Ask(
                    what, id, name, FormState.filled(Map.of("name", name, "email", name, "role", view.roleOf(id))));
        });
    }

    private Reply done(String what, Visit visit, Input form) {
        var view = view(visit);
        String id = visit.query("id").orElse("");
        var ask = new Ask(what, id, view.nameOf(id).orElse(""), FormState.empty());
        if (AccessForms.TYPED.contains(what)
                && !form.text("confirm").trimmed().or("").equals(ask.name())) {
            var again = FormState.empty()
                    .with("confirm", "Type %s to delete it; nothing was deleted.".formatted(ask.name()));
            return page(visit, 422, view.with(Optional.of(ask.refused(again)), Optional.empty()));
        }
        ApiAnswer answer = forms.answer(what, visit, form, id, view.open());
        if (!answer.isOk()) {
            return page(visit, 422, view.with(Optional.of(ask.refused(FormState.of(form, answer))), Optional.empty()));
        }
        return what.equals("add-secret") ? shownOnce(visit, id, answer) : Reply.seeOther(after(what, id, answer, view));
    }

    /// The only time that the secret is in a page; reloading the page does not make another.
    private Reply shownOnce(Visit visit, String machine, ApiAnswer made) {
        var view = view(visit);
        String clientId = view.machines().stream()
                .filter(row -> row.id().equals(machine))
                .flatMap(row -> row.auth().stream())
                .map(MachineRow.Auth::clientId)
                .findFirst()
                .orElse("");
        var fresh = new Fresh(
                view.nameOf(machine).orElse(""),
                clientId,
                made.json().path("clientSecret").asText());
        return page(visit, 200, view.with(Optional.empty(), Optional.of(fresh)));
    }

    /// A new machine is shown open, for it needs a client secret next.
    private static String after(String what, String id, ApiAnswer answer, AccessView view) {
        return switch (what) {
            case "add-machine" ->
                AccessView.address(answer.json().path("identity").path("id").asText());
            case "delete-machine" -> AccessView.address(view.open().equals(id) ? "" : view.open());
            default -> view.address();
        };
    }

    private AccessView view(Visit visit) {
        var times = console.html().times(visit);
        String open =
                visit.query("open").filter(id -> id.matches("[0-9a-f-]{36}")).orElse("");
        JsonNode machines = console.api().get(visit, "/api/v1/identities").require();
        JsonNode people = console.api().get(visit, "/api/v1/users").require();
        return new AccessView(
                Fields.items(machines, "identities")
                        .map(machine -> {
                            boolean shown = machine.path("id").asText().equals(open);
                            return MachineRow.of(
                                    machine, shown, shown ? auth(visit, open, times) : Optional.empty(), times);
                        })
                        .toList(),
                Fields.items(people, "users")
                        .map(user -> PersonRow.of(user, visit.person().id().value(), times))
                        .toList(),
                open,
                Optional.empty(),
                Optional.empty());
    }

    private Optional<MachineRow.Auth> auth(Visit visit, String machine, Times times) {
        ApiAnswer settings = console.api().get(visit, AccessForms.auth(machine));
        if (!settings.isOk()) {
            return Optional.empty();
        }
        JsonNode secrets = console.api()
                .get(visit, AccessForms.auth(machine) + "/client-secrets")
                .require();
        return Optional.of(MachineRow.auth(settings.json().path("identityUniversalAuth"), secrets, times));
    }
}
