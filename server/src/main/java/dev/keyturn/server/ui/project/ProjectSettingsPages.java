// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import static dev.keyturn.server.ui.client.ConsoleApi.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Ask;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Rights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/projects/{slug}/settings`: its name, its environments, who belongs to it and as what, and its end.
public final class ProjectSettingsPages {
    private static final String PAGE = "/projects/{slug}/settings";

    private final Console console;
    private final SettingsForms forms;

    public ProjectSettingsPages(Console console) {
        this.console = console;
        this.forms = new SettingsForms(console.api());
    }

    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.of(Verb.GET, PAGE, console.guard().page(this::show)));
        for (var what : SettingsForms.ALL) {
            routes.add(Route.of(
                    Verb.POST, PAGE + "/" + what, console.guard().form((visit, form) -> done(what, visit, form))));
        }
        return List.copyOf(routes);
    }

    private Reply show(Visit visit) {
        var view = view(visit);
        String about = visit.query("id").orElse("");
        return page(
                visit,
                200,
                view.with(visit.query("ask")
                        .filter(SettingsForms.ALL::contains)
                        .map(what -> ask(what, about, view, filled(what, about, view)))));
    }

    private Reply page(Visit visit, int status, SettingsView view) {
        var head = Head.in(view.slug(), "Project settings", Place.PROJECT_SETTINGS);
        return console.html().page(status, visit, head, "project/settings.jte", view);
    }

    private static Ask ask(String what, String about, SettingsView view, FormState form) {
        String name = view.environment(about)
                .map(SettingsView.Environment::name)
                .or(() -> view.member(about).map(SettingsView.Member::name))
                .or(() -> view.role(about).map(SettingsView.Role::name))
                .orElse("");
        return new Ask(what, about, name, form);
    }

    private static FormState filled(String what, String about, SettingsView view) {
        return switch (what) {
            case "edit-environment" ->
                view.environment(about)
                        .map(found -> FormState.filled(Map.of("name", found.name(), "slug", found.slug())))
                        .orElseGet(FormState::empty);
            case "edit-member" -> {
                var values = new HashMap<String, String>();
                view.member(about)
                        .ifPresent(member -> member.roles().forEach(slug -> values.put("role." + slug, "on")));
                yield FormState.filled(values);
            }
            default -> FormState.empty();
        };
    }

    private Reply done(String what, Visit visit, Input form) {
        var view = view(visit);
        String about = visit.query("id").orElse("");
        Optional<String> typed = SettingsForms.typed(what, about, view);
        if (typed.filter(name -> !name.equals(form.text("confirm").trimmed().or("")))
                .isPresent()) {
            var again = FormState.empty()
                    .with("confirm", "Type %s to delete it; nothing was deleted.".formatted(typed.orElseThrow()));
            return page(visit, 422, view.with(Optional.of(ask(what, about, view, again))));
        }
        ApiAnswer answer = forms.answer(what, visit, form, about, view);
        return answer.isOk()
                ? Reply.seeOther(after(what, view, answer))
                : page(visit, 422, view.with(Optional.of(ask(what, about, view, FormState.of(form, answer)))));
    }

    /// A project may have got another slug, or have gone.
    private static String after(String what, SettingsView view, ApiAnswer answer) {
        return switch (what) {
            case "delete-project" -> "/projects";
            case "general" ->
                ProjectRow.address(answer.json().path("project").path("slug").asText()) + "/settings";
            default -> view.address();
        };
    }

    private SettingsView view(Visit visit) {
        JsonNode project = console.api()
                .peek(visit, "/api/v1/projects/slug/" + encoded(visit.call().name("slug")))
                .require();
        String id = encoded(project.path("id").asText());
        String base = "/api/v1/projects/" + id;
        return SettingsView.of(
                new SettingsView.Answers(
                        project,
                        seen(console.api().get(visit, base + "/identity-memberships")),
                        seen(console.api().peek(visit, "/api/v1/identities")),
                        seen(console.api().peek(visit, "/api/v1/users")),
                        seen(console.api().get(visit, base + "/roles")),
                        seen(console.api().peek(visit, "/api/v2/secret-rotations?projectId=" + id))),
                Rights.of(console.api().peek(visit, base + "/rights").json()));
    }

    /// What may not be seen is not there.
    private static JsonNode seen(ApiAnswer answer) {
        return answer.isOk() ? answer.json() : MissingNode.getInstance();
    }
}
